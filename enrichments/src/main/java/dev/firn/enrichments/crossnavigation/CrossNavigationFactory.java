package dev.firn.enrichments.crossnavigation;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Makes the cross navigation enrichment. */
public final class CrossNavigationFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/cross_navigation_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        return new CrossNavigationEnrichment();
    }
}
