package dev.firn.enrichments.cookies;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;

/** Makes the cookie extractor. */
public final class CookieExtractorFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/cookie_extractor_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        return new CookieExtractor(ConfigReader.parameters(config).texts("cookies"));
    }
}
