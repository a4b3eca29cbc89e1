package dev.firn.enrichments.currency;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Makes the currency conversion enrichment. */
public final class CurrencyConversionFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/currency_conversion_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        CurrencyConfig currencies = CurrencyConfig.of(config, resources.settings());
        return new CurrencyConversionEnrichment(currencies.base(), RateTables.of(currencies, resources));
    }
}
