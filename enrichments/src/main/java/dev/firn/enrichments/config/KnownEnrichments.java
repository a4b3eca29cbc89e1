package dev.firn.enrichments.config;

import java.util.Map;
import java.util.Set;

/** The enrichments that Snowplow documents, by schema name, whether or not this build has them. */
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
            "weather_enrichment_config",
            "yauaa_enrichment_config");

    /** Why Firn does without some of them, and what to use instead. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "user_agent_utils_config",
            "the library behind it is end of life and knows no browser newer than 2018; use ua_parser_config or"
                    + " yauaa_enrichment_config, whose contexts tell what br_name, os_name, dvce_type and the like told");

    private KnownEnrichments() {}

    /** What to tell of an enrichment under this name that nothing on the class path makes. */
    static String notRun(String name) {
        String reason = LEFT_OUT.get(name);
        if (reason != null) {
            return "The '" + name + "' enrichment is NOT run: " + reason;
        }
        return NAMES.contains(name)
                ? "This build has no '" + name
                        + "' enrichment: it is NOT run, and what it would add to events is missing"
                : "Unknown enrichment '" + name + "': it is NOT run; no class that makes it is on the class path";
    }
}
