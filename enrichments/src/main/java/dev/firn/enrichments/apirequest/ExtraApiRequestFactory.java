package dev.firn.enrichments.apirequest;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import java.util.List;

/** Makes further API request enrichments, as many as are configured under this name. */
public final class ExtraApiRequestFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/extra_api_request_enrichment_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        return new ApiRequestEnrichment(ApiRequestConfig.of(config, resources.settings()), resources);
    }

    @Override
    public List<String> warnings(EnrichmentConfig config) {
        return ApiRequestFactory.plainTextCredentials(config);
    }
}
