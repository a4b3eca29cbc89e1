package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events that are refused in part keep the rest, tell what is missing, and come with the bad row they would have been. */
class IncompleteEventsTest {

    private static final String FAILURE = "iglu:com.snowplowanalytics.snowplow/failure/jsonschema/1-0-0";
    private static final String SNOWPLOW = "iglu:com.snowplowanalytics.snowplow/";
    private static final String VALID = "{\"schema\":\"iglu:com.acme/email_sent/jsonschema/1-0-0\",\"data\":"
            + "{\"emailAddress\":\"a\",\"emailAddress2\":\"b\"}}";
    private static final String INVALID =
            "{\"schema\":\"iglu:com.acme/email_sent/jsonschema/1-0-0\",\"data\":{\"emailAddress\":\"a\"}}";
    private static final String UNKNOWN = "{\"schema\":\"iglu:com.acme/unknown/jsonschema/1-0-0\",\"data\":[1]}";

    @Test
    void aGoodEventStaysGood() {
        Outcomes.good(pipeline(), CollectorRecord.pixel("e=pv"));
    }

    @Test
    void aPayloadWithoutEventsStaysBad() {
        assertThat(Outcomes.kind(Outcomes.bad(pipeline(), CollectorRecord.tracker("body"))))
                .isEqualTo("tracker_protocol_violations");
    }

    @Test
    void aBadParameterLosesItsColumnOnly() {
        // when
        Outcome.Incomplete incomplete = incomplete(pipeline(), CollectorRecord.pixel("e=pv&aid=shop&tid=x&eid=y"));

        // then
        EnrichedEvent event = incomplete.event();
        assertThat(event.text(AtomicField.APP_ID)).isEqualTo("shop");
        assertThat(event.has(AtomicField.TXN_ID)).isFalse();
        assertThat(event.text(AtomicField.EVENT_ID)).isEqualTo(Pipelines.NEW_ID.toString());
        assertThat(event.text(AtomicField.EVENT_NAME)).isEqualTo("page_view");
        assertThat(failures(event)).hasSize(2).allSatisfy(failure -> {
            assertThat(failure.get("failureType").textValue()).isEqualTo("EnrichmentError");
            assertThat(failure.at("/errors/0/source").textValue()).isIn("tid", "eid");
        });
        BadRow bad = Outcomes.bad(Pipelines.plain(), CollectorRecord.pixel("e=pv&aid=shop&tid=x&eid=y"));
        assertThat(Outcomes.text(incomplete.failures())).isEqualTo(Outcomes.text(bad));
    }

    @Test
    void theValidEntitiesAreKept() {
        // given
        CollectorRecord record = CollectorRecord.pixel(Map.of(
                "e", "ue",
                "co", envelope("contexts", "[" + INVALID + "," + VALID + "," + UNKNOWN + "]"),
                "ue_pr", envelope("unstruct_event", INVALID)));

        // when
        Outcome.Incomplete incomplete = incomplete(pipeline(), record);

        // then
        EnrichedEvent event = incomplete.event();
        assertThat(Outcomes.column(event, AtomicField.CONTEXTS))
                .isEqualTo("{\"schema\":\"" + SNOWPLOW + "contexts/jsonschema/1-0-1\",\"data\":[" + VALID + "]}");
        assertThat(event.has(AtomicField.UNSTRUCT_EVENT)).isFalse();
        assertThat(event.has(AtomicField.EVENT_NAME)).isFalse();
        assertThat(failures(event).stream()
                        .map(failure -> failure.get("failureType").textValue()))
                .containsExactly("ValidationError", "ResolutionError", "ValidationError");
        JsonNode first = failures(event).get(0);
        assertThat(first.get("schema").textValue()).isEqualTo("iglu:com.acme/email_sent/jsonschema/1-0-0");
        assertThat(first.get("data").toString()).isEqualTo("{\"emailAddress\":\"a\"}");
        assertThat(failures(event).get(1).get("data").isNull())
                .as("only objects are kept")
                .isTrue();
        assertThat(Outcomes.kind(incomplete.failures())).isEqualTo("schema_violations");
    }

    @Test
    void contextsOfWhichNothingIsLeftAreTakenOut() {
        EnrichedEvent event = incomplete(
                        pipeline(),
                        CollectorRecord.pixel(Map.of("e", "pv", "co", envelope("contexts", "[" + INVALID + "]"))))
                .event();

        assertThat(event.has(AtomicField.CONTEXTS)).isFalse();
    }

    @Test
    void jsonThatIsNoEnvelopeIsTakenOut() {
        EnrichedEvent event = incomplete(
                        pipeline(), CollectorRecord.pixel(Map.of("e", "ue", "co", "{}", "ue_pr", "[]")))
                .event();

        assertThat(event.has(AtomicField.CONTEXTS)).isFalse();
        assertThat(event.has(AtomicField.UNSTRUCT_EVENT)).isFalse();
        assertThat(failures(event).stream()
                        .map(failure -> failure.get("failureType").textValue()))
                .containsExactly("NotIglu", "NotIglu");
    }

    @Test
    void invalidJsonThatAnEnrichmentSetIsTakenOut() {
        // given
        String set = envelope("contexts", "[" + VALID + "," + INVALID + "]");
        EventPipeline pipeline = pipeline(Spy.custom(
                event -> EnrichmentResult.changes()
                        .set(AtomicField.CONTEXTS, Configs.json(set))
                        .set(AtomicField.UNSTRUCT_EVENT, Configs.json("[]"))
                        .build(),
                AtomicField.CONTEXTS,
                AtomicField.UNSTRUCT_EVENT));

        // when
        Outcome.Incomplete incomplete = incomplete(
                pipeline, CollectorRecord.pixel(Map.of("e", "ue", "ue_pr", envelope("unstruct_event", VALID))));

        // then
        EnrichedEvent event = incomplete.event();
        assertThat(Outcomes.column(event, AtomicField.CONTEXTS))
                .isEqualTo("{\"schema\":\"" + SNOWPLOW + "contexts/jsonschema/1-0-1\",\"data\":[" + VALID + "]}");
        assertThat(event.has(AtomicField.UNSTRUCT_EVENT)).isFalse();
        assertThat(failures(event)).hasSize(2);
        assertThat(Outcomes.column(Outcomes.enriched(incomplete.failures()), AtomicField.CONTEXTS))
                .as("the row tells what was set")
                .isEqualTo(set);
    }

    @Test
    void validJsonStaysAsItIsWhenAnEnrichmentFails() {
        // given
        EventPipeline pipeline = pipeline(Spy.custom(event -> EnrichmentResult.failed("why")));
        String none = "{\"schema\":\"" + SNOWPLOW + "contexts/jsonschema/1-0-1\",\"data\":[]}";

        // when
        EnrichedEvent event = incomplete(pipeline, CollectorRecord.pixel(Map.of("e", "pv", "co", none)))
                .event();

        // then
        assertThat(Outcomes.column(event, AtomicField.CONTEXTS)).isEqualTo(none);
    }

    @Test
    void failuresOfLaterStagesAreToldButTheRowIsOfTheFirst() {
        // given
        EventPipeline pipeline = pipeline(Spy.custom(event -> EnrichmentResult.failed("late")));

        // when
        Outcome.Incomplete incomplete = incomplete(
                pipeline, CollectorRecord.pixel(Map.of("e", "pv", "tid", "x", "co", "{}", "url", "http://[")));

        // then
        assertThat(Outcomes.enrichmentMessages(incomplete.failures())).hasSize(1);
        assertThat(failures(incomplete.event()).stream()
                        .map(failure -> failure.get("failureType").textValue()))
                .containsExactly("EnrichmentError", "NotIglu", "EnrichmentError", "EnrichmentError");
    }

    @Test
    void theValidContextsOfEnrichmentsAreKept() {
        // given
        SchemaKey cookie = SchemaKey.of("iglu:org.ietf/http_cookie/jsonschema/1-0-0");
        EventPipeline pipeline = pipeline(Spy.custom(event -> EnrichmentResult.contexts(List.of(
                new SelfDescribingJson(
                        cookie, JsonNodeFactory.instance.objectNode().put("name", 1)),
                new SelfDescribingJson(
                        cookie,
                        JsonNodeFactory.instance.objectNode().put("name", "a").putNull("value"))))));

        // when
        EnrichedEvent event =
                incomplete(pipeline, CollectorRecord.pixel("e=pv")).event();

        // then
        assertThat(event.json(AtomicField.DERIVED_CONTEXTS).get("data").findValuesAsText("schema"))
                .startsWith(cookie.toString(), FAILURE);
        assertThat(failures(event)).hasSize(1);
    }

    @Test
    void tooLongColumnsAreTakenOut() {
        EnrichedEvent event = incomplete(pipeline(), CollectorRecord.pixel("e=pv&tv=" + "x".repeat(500)))
                .event();

        assertThat(event.has(AtomicField.V_TRACKER)).isFalse();
        assertThat(event.text(AtomicField.EVENT_NAME)).isEqualTo("page_view");
    }

    @Test
    void tooLongColumnsThatAreAcceptedStay() {
        // given
        EventPipeline pipeline =
                Pipelines.with(Pipelines.options().keepingIncomplete().acceptingInvalid());

        // when
        EnrichedEvent event = incomplete(pipeline, CollectorRecord.pixel("e=pv&tid=x&tv=" + "x".repeat(500)))
                .event();

        // then
        assertThat(event.text(AtomicField.V_TRACKER)).hasSize(500);
        assertThat(failures(event)).hasSize(1);
    }

    @Test
    void whatIsKeptIsMasked() {
        // given
        EventPipeline pipeline = pipeline(Spy.inSlot(
                "anon_ip",
                event -> EnrichmentResult.changes()
                        .set(AtomicField.USER_IPADDRESS, "x.x.x.x")
                        .build(),
                AtomicField.USER_IPADDRESS));

        // when, then
        assertThat(incomplete(pipeline, CollectorRecord.pixel("e=pv&tid=x"))
                        .event()
                        .text(AtomicField.USER_IPADDRESS))
                .isEqualTo("x.x.x.x");
    }

    private static EventPipeline pipeline(ConfiguredEnrichment... enrichments) {
        return Pipelines.builder()
                .options(Pipelines.options().keepingIncomplete())
                .enrichments(List.of(enrichments))
                .build();
    }

    private static Outcome.Incomplete incomplete(EventPipeline pipeline, CollectorRecord record) {
        Outcome outcome = Outcomes.only(pipeline, record);
        assertThat(outcome).isInstanceOf(Outcome.Incomplete.class);
        return (Outcome.Incomplete) outcome;
    }

    /** The data of the failure entities, each of which fits its schema and names us. */
    private static List<JsonNode> failures(EnrichedEvent event) {
        List<JsonNode> failures = new ArrayList<>();
        for (JsonNode entity : event.json(AtomicField.DERIVED_CONTEXTS).get("data")) {
            SelfDescribingJson json = SelfDescribingJson.of(entity).orThrow();
            if (json.schema().toString().equals(FAILURE)) {
                BadRowSchemas.check(json);
                assertThat(json.data().get("componentName").textValue()).isEqualTo("snowplow-enrich-kafka");
                assertThat(json.data().get("timestamp").textValue()).isEqualTo(Pipelines.NOW.toString());
                assertThat(json.data().get("errors")).isNotEmpty().allSatisfy(error -> assertThat(
                                error.has("message") && error.has("source"))
                        .isTrue());
                failures.add(json.data());
            }
        }
        return failures;
    }

    private static String envelope(String name, String data) {
        return "{\"schema\":\"" + SNOWPLOW + name + "/jsonschema/1-0-0\",\"data\":" + data + "}";
    }
}
