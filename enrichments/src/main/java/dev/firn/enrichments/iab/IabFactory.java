package dev.firn.enrichments.iab;

import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Makes the enrichment of spiders and robots. */
public final class IabFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/iab_spiders_and_robots_enrichment/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        IabConfig parsed = IabConfig.of(config, resources.settings());
        CacheListener listener = resources.watch().cache(IabEnrichment.NAME);
        return new IabEnrichment(resources
                .assets()
                .open("iab_spiders_and_robots_enrichment", parsed.locations(), files -> load(parsed, files, listener)));
    }

    private static RobotCheck load(IabConfig config, Map<String, Path> files, CacheListener listener)
            throws IOException {
        AgentLists agents = new AgentLists(
                config.browsers(),
                config.robots(),
                ListFile.read(IabConfig.INCLUDE, files, AgentRecord::include),
                ListFile.read(IabConfig.EXCLUDE, files, AgentRecord::exclude));
        return new RobotCheck(
                AddressRanges.of(ListFile.readLines(IabConfig.ADDRESSES, files)), agents, config.cacheSize(), listener);
    }
}
