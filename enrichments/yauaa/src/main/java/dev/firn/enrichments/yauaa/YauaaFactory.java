package dev.firn.enrichments.yauaa;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Makes the YAUAA enrichment, which takes seconds. */
public final class YauaaFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/yauaa_enrichment_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        YauaaConfig yauaa = YauaaConfig.of(config, resources.settings());
        return new YauaaEnrichment(
                new ClientAnalyzer(), yauaa, resources.watch().cache(YauaaEnrichment.NAME));
    }
}
