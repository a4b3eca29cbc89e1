package dev.firn.enrichments.pii;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Makes the pseudonymisation of personal data. */
public final class PiiFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/pii_enrichment_config/jsonschema/2-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        return new PiiEnrichment(PiiConfig.of(ConfigReader.of(config)));
    }
}
