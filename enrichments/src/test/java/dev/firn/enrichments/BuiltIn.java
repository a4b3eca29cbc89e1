package dev.firn.enrichments;

import dev.firn.enrichments.anonip.AnonIpFactory;
import dev.firn.enrichments.campaign.CampaignFactory;
import dev.firn.enrichments.cookies.CookieExtractorFactory;
import dev.firn.enrichments.fingerprint.FingerprintFactory;
import dev.firn.enrichments.headers.HeaderExtractorFactory;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import java.util.List;

/** Enrichments of this room in a usual configuration. */
final class BuiltIn {

    private BuiltIn() {}

    static List<ConfiguredEnrichment> enrichments() {
        return List.of(
                one(
                        new CampaignFactory(),
                        "com.snowplowanalytics.snowplow/campaign_attribution/jsonschema/1-0-1",
                        """
                        {"mapping": "static", "fields": {"mktMedium": ["utm_medium"], "mktSource": ["utm_source"],
                        "mktTerm": ["utm_term"], "mktContent": ["utm_content"], "mktCampaign": ["utm_campaign"]}}"""),
                one(
                        new FingerprintFactory(),
                        "com.snowplowanalytics.snowplow/event_fingerprint_config/jsonschema/1-0-1",
                        """
                        {"excludeParameters": ["eid", "stm"], "hashAlgorithm": "SHA256"}"""),
                one(
                        new CookieExtractorFactory(),
                        "com.snowplowanalytics.snowplow/cookie_extractor_config/jsonschema/1-0-0",
                        """
                        {"cookies": ["sp", "", "x"]}"""),
                one(
                        new HeaderExtractorFactory(),
                        "com.snowplowanalytics.snowplow.enrichments/http_header_extractor_config/jsonschema/1-0-0",
                        """
                        {"headersPattern": ".*"}"""),
                one(
                        new AnonIpFactory(),
                        "com.snowplowanalytics.snowplow/anon_ip/jsonschema/1-0-1",
                        """
                        {"anonOctets": 2, "anonSegments": 3}"""));
    }

    private static ConfiguredEnrichment one(EnrichmentFactory factory, String schema, String parameters) {
        EnrichmentConfig config =
                Configs.config("""
                {"schema": "iglu:%s", "data": {"enabled": true, "parameters": %s}}"""
                        .formatted(schema, parameters));
        return new ConfiguredEnrichment(config.schema(), factory.create(config, Configs.RESOURCES));
    }
}
