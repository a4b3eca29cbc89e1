package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRows;
import dev.firn.serdes.format.EnrichedTsv;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of bad row is as its own schema wants it. */
class BadRowSchemasTest {

    private static final String SNOWPLOW = "iglu:com.snowplowanalytics.snowplow/";

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("collector_payload_format_violation", CollectorRecord.to("/robots.txt")),
                Arguments.of("collector_payload_format_violation", CollectorRecord.to(null)),
                Arguments.of("collector_payload_format_violation", CollectorRecord.pixel("e=pv&page=a|b")),
                Arguments.of(
                        "collector_payload_format_violation",
                        CollectorRecord.pixel("e=pv").networkUserId("abc")),
                Arguments.of(
                        "collector_payload_format_violation",
                        CollectorRecord.pixel("e=pv").encoding("klingon")),
                Arguments.of("adapter_failures", CollectorRecord.pixel((String) null)),
                Arguments.of(
                        "adapter_failures", CollectorRecord.to("/com.acme/v1").querystring("a=1&b")),
                Arguments.of(
                        "adapter_failures", CollectorRecord.to("/com.acme/v1").collector(null)),
                Arguments.of("adapter_failures", iglu("{\"x\":").querystring("")),
                Arguments.of("adapter_failures", iglu("{\"x\":1}")),
                Arguments.of("tracker_protocol_violations", CollectorRecord.tracker("body")),
                Arguments.of("tracker_protocol_violations", CollectorRecord.tracker(null)),
                Arguments.of("tracker_protocol_violations", CollectorRecord.tracker("{\"not\":[\"iglu\"]}")),
                Arguments.of(
                        "tracker_protocol_violations", CollectorRecord.tracker(sdj("payload_data", "1-0-4", "[{}]"))),
                Arguments.of("tracker_protocol_violations", CollectorRecord.tracker(sdj("nothing", "1-0-0", "1"))),
                Arguments.of(
                        "tracker_protocol_violations",
                        CollectorRecord.tracker(sdj("link_click", "1-0-1", "{\"targetUrl\":\"\"}"))),
                Arguments.of(
                        "tracker_protocol_violations",
                        CollectorRecord.to("/r/tp2").querystring("u=x&e=pv&co=%7B")),
                Arguments.of("schema_violations", event("co", "{\"not\":\"iglu\"}")),
                Arguments.of("schema_violations", event("co", sdj("link_click", "1-0-0", "{}"))),
                Arguments.of("schema_violations", event("co", sdj("contexts", "1-0-0", "[]"))),
                Arguments.of(
                        "schema_violations",
                        event("ue_pr", sdj("unstruct_event", "1-0-0", sdj("link_click", "1-0-1", "{}")))),
                Arguments.of(
                        "schema_violations",
                        event("ue_pr", sdj("unstruct_event", "1-0-0", sdj("nothing", "1-0-0", "{}")))),
                Arguments.of(
                        "schema_violations",
                        event(
                                "ue_pr",
                                sdj(
                                        "unstruct_event",
                                        "1-0-0",
                                        "{\"schema\":\"iglu:com.acme/superseding_example/"
                                                + "jsonschema/1-0-0\",\"data\":{}}"))),
                Arguments.of(
                        "schema_violations",
                        event("co", sdj("contexts", "1-0-0", "[[[[".repeat(20) + "]]]]".repeat(20)))),
                Arguments.of("enrichment_failures", event("eid", "x")),
                Arguments.of("enrichment_failures", event("e", "ad")),
                Arguments.of("enrichment_failures", event("e", "\uD800")),
                Arguments.of("enrichment_failures", event("se_va", "9".repeat(500) + "x")),
                Arguments.of("enrichment_failures", event("tv", "x".repeat(500))),
                Arguments.of("enrichment_failures", event("e", "pv").collector("")));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("refused")
    void everyRowFitsItsSchema(String kind, CollectorRecord record) {
        BadRow row = Outcomes.bad(Pipelines.plain(), record);

        assertThat(Outcomes.kind(row)).isEqualTo(kind);
        BadRowSchemas.check(row);
    }

    static Stream<CollectorRecord> quotedInFull() {
        return Stream.of(
                event("url", "http://[" + "x".repeat(4000)),
                event("e", "pv").timestamp(Long.MIN_VALUE),
                CollectorRecord.pixel(Map.of("e", "pv", "tid", "x", "n".repeat(600), "v")));
    }

    @ParameterizedTest
    @MethodSource("quotedInFull")
    void theFailureFitsItsSchemaWhereTheQuotedInputDoesNot(CollectorRecord record) {
        BadRow row = Outcomes.bad(Pipelines.plain(), record);

        // The input is what a bad row is for, so it is kept also where the schema has no room for it.
        BadRowSchemas.checkFailure(row);
    }

    @Test
    void theRowsOfEnrichmentsFitTheirSchema() {
        // given
        EventPipeline pipeline = Pipelines.with(
                Spy.inSlot("ip_lookups", event -> EnrichmentResult.failed("y".repeat(10_000))), Spy.custom(event -> {
                    throw new IllegalStateException("x".repeat(10_000));
                }));

        // when, then
        BadRowSchemas.check(Outcomes.bad(pipeline, event("e", "pv")));
    }

    @Test
    void theRowsOfEnrichmentsContextsFitTheirSchema() {
        // given
        EventPipeline pipeline = Pipelines.with(Spy.custom(event -> EnrichmentResult.contexts(List.of(
                new SelfDescribingJson(
                        SchemaKey.of("iglu:org.ietf/http_cookie/jsonschema/1-0-0"),
                        JsonNodeFactory.instance.arrayNode()),
                new SelfDescribingJson(
                        SchemaKey.of("iglu:com.acme/unknown/jsonschema/1-0-0"),
                        JsonNodeFactory.instance.nullNode())))));

        // when, then
        BadRowSchemas.check(Outcomes.bad(pipeline, event("e", "pv")));
    }

    @Test
    void aBugInThePipelineIsARowOfItsOwnKindForItsEventOnly() {
        // given: the ids are the one place where a caller's code runs unguarded
        EventPipeline pipeline = Pipelines.builder()
                .ids((record, index) -> {
                    throw new IllegalStateException("no ids today");
                })
                .build();
        byte[] record = CollectorRecord.events(
                        Map.of("e", "pv", "p", "web", "tv", "x"),
                        Map.of("e", "pv", "p", "web", "tv", "x", "eid", Pipelines.NEW_ID.toString()))
                .bytes();

        // when
        List<Outcome> outcomes = pipeline.process(record);

        // then
        assertThat(outcomes).hasSize(2);
        Outcomes.good(outcomes.get(1));
        BadRow row = Outcomes.bad(outcomes.get(0));
        BadRowSchemas.check(row);
        JsonNode json = Outcomes.json(row);
        assertThat(Outcomes.kind(row)).isEqualTo("generic_error");
        assertThat(json.at("/data/failure/errors/0").textValue())
                .startsWith("java.lang.IllegalStateException: no ids today\n\tat ");
        assertThat(Base64.getDecoder().decode(json.at("/data/payload").textValue()))
                .isEqualTo(record);
    }

    @Test
    void theRowOfAnOversizedEventFitsItsSchema() {
        byte[] event = EnrichedTsv.encode(Outcomes.good(Pipelines.plain(), event("page", "x".repeat(1900))));

        BadRowSchemas.check(BadRows.oversizedEvent(Pipelines.PROCESSOR, Pipelines.NOW, event, 1000));
    }

    private static CollectorRecord event(String parameter, String value) {
        return CollectorRecord.pixel(parameter.equals("e") ? Map.of("e", value) : Map.of("e", "ue", parameter, value));
    }

    private static CollectorRecord iglu(String body) {
        return CollectorRecord.to("/com.snowplowanalytics.iglu/v1")
                .contentType("application/json")
                .body(body);
    }

    private static String sdj(String name, String version, String data) {
        return "{\"schema\":\"" + SNOWPLOW + name + "/jsonschema/" + version + "\",\"data\":" + data + "}";
    }
}
