package dev.firn.enrichments.iplookups;

import dev.firn.enrichments.spi.CacheListener;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Makes the IP look-up enrichment. */
public final class IpLookupsFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/ip_lookups/jsonschema/2-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        IpLookupsConfig lookups = IpLookupsConfig.of(config, resources.settings());
        CacheListener listener = resources.watch().cache(IpLookupsEnrichment.NAME);
        return new IpLookupsEnrichment(
                lookups,
                resources
                        .assets()
                        .open(
                                config.schema().name(),
                                lookups.locationsByKey(),
                                files -> new Databases(files, lookups.asnContext(), listener)));
    }
}
