package dev.firn.enrichments.config;

import java.util.Set;

/** Schema names of the enrichments that Snowplow documents, whether or not this build has them. */
final class KnownEnrichments {

    private static final Set<String> NAMES = Set.of(
            "anon_ip",
            "api_request_enrichment_config",
            "asn_lookups",
            "bot_detection_enrichment_config",
            "campaign_attribution",
            "cookie_extractor_config",
            "cross_navigation_config",
            "currency_conversion_config",
            "event_fingerprint_config",
            "extra_api_request_enrichment_config",
            "http_header_extractor_config",
            "iab_spiders_and_robots_enrichment",
            "ip_lookups",
            "javascript_script_config",
            "pii_enrichment_config",
            "referer_parser",
            "sql_query_enrichment_config",
            "ua_parser_config",
            "user_agent_utils_config",
            "weather_enrichment_config",
            "yauaa_enrichment_config");

    private KnownEnrichments() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }
}
