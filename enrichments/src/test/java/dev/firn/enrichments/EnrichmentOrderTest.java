package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** In which order enrichments are called, however they are configured. */
class EnrichmentOrderTest {

    private static final List<String> DEFAULT = List.of(
            "iab_spiders_and_robots_enrichment",
            "user_agent_utils_config",
            "ua_parser_config",
            "currency_conversion_config",
            "referer_parser",
            "campaign_attribution",
            "cross_navigation_config",
            "event_fingerprint_config",
            "cookie_extractor_config",
            "http_header_extractor_config",
            "yauaa_enrichment_config",
            "ip_lookups",
            "asn_lookups",
            "weather_enrichment_config",
            "bot_detection_enrichment_config",
            "javascript_script_config",
            "sql_query_enrichment_config",
            "api_request_enrichment_config",
            "extra_api_request_enrichment_config",
            "acme_first",
            "acme_second",
            "anon_ip",
            "pii_enrichment_config");

    private static final List<String> LEGACY = List.of(
            "iab_spiders_and_robots_enrichment",
            "user_agent_utils_config",
            "ua_parser_config",
            "referer_parser",
            "campaign_attribution",
            "cross_navigation_config",
            "event_fingerprint_config",
            "cookie_extractor_config",
            "http_header_extractor_config",
            "yauaa_enrichment_config",
            "javascript_script_config",
            "currency_conversion_config",
            "weather_enrichment_config",
            "ip_lookups",
            "asn_lookups",
            "bot_detection_enrichment_config",
            "sql_query_enrichment_config",
            "api_request_enrichment_config",
            "extra_api_request_enrichment_config",
            "acme_first",
            "acme_second",
            "anon_ip",
            "pii_enrichment_config");

    private final List<String> calls = new ArrayList<>();

    @Test
    void callsEnrichmentsInTheDefaultOrder() {
        Outcomes.good(pipeline(Pipelines.options()), CollectorRecord.pixel("e=pv"));

        assertThat(calls).containsExactlyElementsOf(DEFAULT);
    }

    @Test
    void callsScriptsEarlierInTheLegacyOrder() {
        // given
        EventPipeline.Options usual = Pipelines.options();
        EventPipeline.Options legacy =
                new EventPipeline.Options(usual.processor(), usual.limits(), false, true, false, usual.loader());

        // when
        Outcomes.good(pipeline(legacy), CollectorRecord.pixel("e=pv"));

        // then
        assertThat(calls).containsExactlyElementsOf(LEGACY);
    }

    @Test
    void showsEachEnrichmentWhatTheOnesBeforeItSet() {
        // given
        EventPipeline pipeline = Pipelines.with(
                Spy.custom(
                        event -> EnrichmentResult.changes()
                                .set(AtomicField.BR_NAME, event.text(AtomicField.GEO_CITY) + "!")
                                .build(),
                        AtomicField.BR_NAME),
                Spy.inSlot(
                        "ip_lookups",
                        event -> EnrichmentResult.changes()
                                .set(AtomicField.GEO_CITY, "Busan")
                                .build(),
                        AtomicField.GEO_CITY));

        // when, then
        assertThat(Outcomes.good(pipeline, CollectorRecord.pixel("e=pv")).text(AtomicField.BR_NAME))
                .isEqualTo("Busan!");
    }

    @Test
    void addressesTimesAndSchemasAreThereWhenEnrichmentsNeedThem() {
        // given
        List<String> seen = new ArrayList<>();
        EventPipeline pipeline = Pipelines.with(
                Spy.inSlot("iab_spiders_and_robots_enrichment", event -> {
                    seen.add(event.text(AtomicField.PAGE_URLHOST) + " " + event.has(AtomicField.DERIVED_TSTAMP) + " "
                            + event.text(AtomicField.REFR_URLHOST) + " " + event.pageQuery());
                    return EnrichmentResult.unchanged();
                }),
                Spy.inSlot("campaign_attribution", event -> {
                    seen.add(event.text(AtomicField.REFR_URLHOST) + " " + event.has(AtomicField.EVENT_NAME));
                    return EnrichmentResult.unchanged();
                }),
                Spy.custom(event -> {
                    seen.add(event.text(AtomicField.EVENT_NAME) + " " + event.headers() + " "
                            + event.raw().parameters().get("e"));
                    return EnrichmentResult.unchanged();
                }));

        // when
        Outcomes.good(
                pipeline,
                CollectorRecord.pixel("e=pv&refr=http://c.d/&url=http://a.b/?x=1%2626%26x=2%26y")
                        .header("Host: h:80")
                        .header("nonsense"));

        // then
        assertThat(seen)
                .containsExactly(
                        "a.b true null {x=2, 26=, y=}", "c.d false", "page_view [Header[name=Host, value= h:80]] pv");
    }

    @Test
    void severalInOnePlaceRunInTheOrderConfigured() {
        // given
        EventPipeline pipeline = Pipelines.with(
                called("acme_first", "user"),
                called("extra_api_request_enrichment_config", "extra one"),
                called("api_request_enrichment_config", "api"),
                called("extra_api_request_enrichment_config", "extra two"));

        // when
        Outcomes.good(pipeline, CollectorRecord.pixel("e=pv"));

        // then
        assertThat(calls).containsExactly("api", "extra one", "extra two", "user");
    }

    private ConfiguredEnrichment called(String slot, String call) {
        return Spy.inSlot(slot, event -> {
            calls.add(call);
            return EnrichmentResult.unchanged();
        });
    }

    private EventPipeline pipeline(EventPipeline.Options options) {
        List<ConfiguredEnrichment> configured = new ArrayList<>();
        for (String slot : DEFAULT) {
            configured.add(called(slot, slot));
        }
        // Only among those without a place of their own does the order of configurations count.
        List<ConfiguredEnrichment> users =
                configured.subList(DEFAULT.indexOf("acme_first"), DEFAULT.indexOf("anon_ip"));
        List<ConfiguredEnrichment> others = new ArrayList<>(configured);
        others.removeAll(users);
        Collections.shuffle(others, new Random(1));
        others.addAll(users);
        return Pipelines.builder().options(options).enrichments(others).build();
    }
}
