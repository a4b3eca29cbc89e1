package dev.firn.enrichments.weather;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Makes the weather enrichment. */
public final class WeatherFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/weather_enrichment_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        WeatherConfig weather = WeatherConfig.of(config, resources.settings());
        return new WeatherEnrichment(weather.geoPrecision(), new WeatherHistory(weather, resources));
    }
}
