package dev.firn.enrichments.referer;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import java.util.List;
import java.util.Map;

/** Makes the referer parser enrichment. */
public final class RefererFactory implements EnrichmentFactory {

    private static final String DATABASE = "database";

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/referer_parser/jsonschema/2-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig configuration, Resources resources) {
        RefererConfig config = RefererConfig.of(configuration);
        ReferrerTable own = config.own();
        ReferrerFile format = config.format();
        Asset<ReferrerTable> database = resources
                .assets()
                .open(
                        "referer_parser",
                        Map.of(DATABASE, config.location()),
                        files -> ReferrerReader.database(format.parse(requireNonNull(files.get(DATABASE)))));
        boolean withSubdomains = resources.settings().flag("referer-parser.internal-subdomains", false);
        return new RefererEnrichment(new InternalHosts(config.internalDomains(), withSubdomains), own, database);
    }

    @Override
    public List<String> warnings(EnrichmentConfig config) {
        return RefererConfig.of(config).clashes();
    }
}
