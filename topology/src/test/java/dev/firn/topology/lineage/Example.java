package dev.firn.topology.lineage;

import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.anonip.AnonIpFactory;
import dev.firn.enrichments.campaign.CampaignFactory;
import dev.firn.enrichments.cookies.CookieExtractorFactory;
import dev.firn.enrichments.fingerprint.FingerprintFactory;
import dev.firn.enrichments.headers.HeaderExtractorFactory;
import dev.firn.enrichments.pii.PiiFactory;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.dedup.NaturalDuplicates;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.Change;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Partitioning;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.TopicRule;
import dev.firn.topology.output.Topics;
import dev.firn.topology.output.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A topology that has everything a graph can show. */
final class Example {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    static final String APPLICATION = "enrich-eu";

    private static final String SNOWPLOW = "iglu:com.snowplowanalytics.snowplow/";

    private Example() {}

    static EventPipeline pipeline(ConfiguredEnrichment... enrichments) {
        return EventPipeline.builder(IgluClient.builder()
                        .registries(List.of())
                        .refreshInline()
                        .build())
                .enrichments(List.of(enrichments))
                .clock(InstantSource.fixed(NOW))
                .build();
    }

    /** What adds columns, and no contexts: these would need schemas. */
    static EventPipeline columnsOnly() {
        return pipeline(campaign(), fingerprint(), anonymous(), pii());
    }

    static EventPipeline pipeline() {
        return pipeline(campaign(), fingerprint(), cookies(), headers(), anonymous(), pii());
    }

    private static ConfiguredEnrichment campaign() {
        return one(
                new CampaignFactory(),
                SNOWPLOW + "campaign_attribution/jsonschema/1-0-1",
                """
                {"parameters": {"mapping": "static", "fields": {"mktMedium": ["utm_medium", "medium"],
                "mktSource": ["utm_source"], "mktTerm": ["utm_term"], "mktContent": ["utm_content"],
                "mktCampaign": ["utm_campaign"]}}}""");
    }

    private static ConfiguredEnrichment fingerprint() {
        return one(
                new FingerprintFactory(),
                SNOWPLOW + "event_fingerprint_config/jsonschema/1-0-1",
                """
                {"parameters": {"excludeParameters": ["eid", "stm"], "hashAlgorithm": "SHA256"}}""");
    }

    private static ConfiguredEnrichment cookies() {
        return one(
                new CookieExtractorFactory(),
                SNOWPLOW + "cookie_extractor_config/jsonschema/1-0-0",
                """
                {"parameters": {"cookies": ["sp"]}}""");
    }

    private static ConfiguredEnrichment headers() {
        return one(
                new HeaderExtractorFactory(),
                "iglu:com.snowplowanalytics.snowplow.enrichments/http_header_extractor_config/jsonschema/1-0-0",
                """
                {"parameters": {"headersPattern": "X-Shop-.*"}}""");
    }

    private static ConfiguredEnrichment anonymous() {
        return one(
                new AnonIpFactory(),
                SNOWPLOW + "anon_ip/jsonschema/1-0-1",
                """
                {"parameters": {"anonOctets": 2, "anonSegments": 3}}""");
    }

    private static ConfiguredEnrichment pii() {
        return one(
                new PiiFactory(),
                "iglu:com.snowplowanalytics.snowplow.enrichments/pii_enrichment_config/jsonschema/2-0-0",
                """
                {"emitEvent": true, "parameters": {"pii": [{"pojo": {"field": "user_id"}}],
                "strategy": {"pseudonymize": {"hashFunction": "SHA-256", "salt": "pepper"}}}}""");
    }

    static ConfiguredEnrichment one(EnrichmentFactory factory, String schema, String data) {
        EnrichmentConfig config =
                new EnrichmentConfig(SchemaKey.of(schema), JsonText.parse(data).fold(json -> json, message -> {
                    throw new IllegalArgumentException(message);
                }));
        return new ConfiguredEnrichment(
                config.schema(), factory.create(config, Resources.of(InstantSource.fixed(NOW))));
    }

    static EnrichTopology.Builder topology() {
        return EnrichTopology.builder(pipeline())
                .input("snowplow-good")
                .jsonInput(JsonInput.of("clicks", "ad-clicks")
                        .with(new Change.Rename("uid", "user"))
                        .with(Change.Put.of("kind", "record.type")))
                .topics(Topics.ALL_EXIST)
                .good(Output.to("enriched").keyedBy(AtomicField.DOMAIN_USERID))
                .bad(Output.to("bad"))
                .pii(Output.to("pii"))
                .output(Output.routed(TopicRule.template("ads.{app_id}", "ads\\.[a-z]+")
                                .fallingBackTo("ads.other"))
                        .named("ads")
                        .ownedBy("growth \"west\" <ads>")
                        .withTicket("AD-12")
                        .filteredBy("event_name == 'ad_click' && app_id != null")
                        .sampled(Sample.percent(10).by(Value.column(AtomicField.DOMAIN_USERID)))
                        .as(EventFormat.FLAT_JSON)
                        .injecting("written", Value.recordTime()))
                .output(Output.to("clicks-clean")
                        .named("end")
                        .from(StreamId.json("clicks"))
                        .partitionedBy(Partitioning.roundRobin()))
                .output(Output.to("copies").named("twice").from(StreamId.DUPLICATES))
                .output(Output.to("attribution").named("attribution").from(StreamId.joined("shop")))
                .deduplicate(Deduplication.within(Duration.ofDays(7)).naturalDuplicates(NaturalDuplicates.DIVERT))
                .joinFeatures(FeatureJoin.of("user-features")
                        .key("user_id")
                        .context("iglu:com.acme/user/jsonschema/1-0-0")
                        .field("segment")
                        .partitioned())
                .joinAds(AdJoin.named("shop")
                        .clicks(AdSource.of(StreamId.json("clicks"), "true", "record.user")
                                .identifiedBy("record.click_id")
                                .carrying("campaign", "record.campaign.id"))
                        .conversions(AdSource.of(StreamId.GOOD, "event_name == 'transaction'", "domain_userid")
                                .carrying("total", "tr_total")));
    }
}
