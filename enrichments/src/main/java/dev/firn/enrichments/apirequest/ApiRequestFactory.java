package dev.firn.enrichments.apirequest;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.SchemaCriterion;
import java.util.List;
import java.util.Locale;

/** Makes the API request enrichment. */
public final class ApiRequestFactory implements EnrichmentFactory {

    @Override
    public SchemaCriterion configuration() {
        return SchemaCriterion.of(
                "iglu:com.snowplowanalytics.snowplow.enrichments/api_request_enrichment_config/jsonschema/1-0-*");
    }

    @Override
    public Enrichment create(EnrichmentConfig config, Resources resources) {
        return new ApiRequestEnrichment(ApiRequestConfig.of(config, resources.settings()), resources);
    }

    @Override
    public List<String> warnings(EnrichmentConfig config) {
        return plainTextCredentials(config);
    }

    static List<String> plainTextCredentials(EnrichmentConfig config) {
        String uri = config.parameters().at("/api/http/uri").asText().toLowerCase(Locale.ROOT);
        boolean credentials =
                config.parameters().at("/api/http/authentication/httpBasic").isObject();
        return credentials && uri.startsWith("http:")
                ? List.of("parameters.api.http.uri is not https: user name and password are sent in clear text")
                : List.of();
    }
}
