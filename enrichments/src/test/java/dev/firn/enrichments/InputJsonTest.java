package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.IgluError;
import dev.firn.registry.ParseError;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.CriterionMismatch;
import dev.firn.serdes.badrow.FailureMessage.IgluFailure;
import dev.firn.serdes.badrow.FailureMessage.NotIglu;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked of the JSON that trackers send, and in which form it goes on. */
class InputJsonTest {

    private static final EventPipeline PIPELINE = Pipelines.plain();

    private static final String SNOWPLOW = "iglu:com.snowplowanalytics.snowplow/";
    private static final String ACME = "iglu:com.acme/";
    private static final String EMAIL = entity(
            ACME + "email_sent/jsonschema/1-0-0", "{\"emailAddress\":\"a@example.com\",\"emailAddress2\":\"b\"}");
    private static final String INVALID_EMAIL =
            entity(ACME + "email_sent/jsonschema/1-0-0", "{\"emailAddress\":\"a@example.com\"}");
    private static final String UNKNOWN = entity(ACME + "unknown/jsonschema/1-0-0", "{}");
    private static final String LINK =
            entity(SNOWPLOW + "link_click/jsonschema/1-0-1", "{\"targetUrl\":\"http://example.com\"}");

    @Test
    void anUnstructEventMayLackItsJson() {
        EnrichedEvent event = Outcomes.good(PIPELINE, CollectorRecord.pixel("e=ue&tv=x&p=web"));

        assertThat(event.text(AtomicField.EVENT)).isEqualTo("unstruct");
        for (AtomicField field : List.of(
                AtomicField.UNSTRUCT_EVENT,
                AtomicField.EVENT_VENDOR,
                AtomicField.EVENT_NAME,
                AtomicField.EVENT_FORMAT,
                AtomicField.EVENT_VERSION)) {
            assertThat(event.has(field)).as(field.column()).isFalse();
        }
    }

    @Test
    void allInvalidContextsAreToldInOrder() {
        BadRow row = Outcomes.bad(PIPELINE, contexts("1-0-0", INVALID_EMAIL, EMAIL, UNKNOWN));

        assertThat(Outcomes.kind(row)).isEqualTo("schema_violations");
        assertThat(errors(row))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(IgluError.InvalidData.class),
                        second -> assertThat(second).isInstanceOf(IgluError.Resolution.class));
        assertThat(((IgluFailure) Outcomes.schemaMessages(row).get(0)).schemaKey())
                .isEqualTo(SchemaKey.of(ACME + "email_sent/jsonschema/1-0-0"));
    }

    @Test
    void contextsAreToldBeforeTheEvent() {
        // given
        CollectorRecord record = event(Map.of(
                "e", "ue", "co", envelope("contexts", "1-0-0", "[" + UNKNOWN + "]"), "ue_pr", unstruct(INVALID_EMAIL)));

        // when
        BadRow row = Outcomes.bad(PIPELINE, record);

        // then
        assertThat(errors(row))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(IgluError.Resolution.class),
                        second -> assertThat(second).isInstanceOf(IgluError.InvalidData.class));
    }

    @Test
    void anEnvelopeOfAnotherKindIsNotLookedUp() {
        BadRow row = Outcomes.bad(PIPELINE, event(Map.of("e", "ue", "ue_pr", envelope("foo", "1-0-0", "{}"))));

        assertThat(Outcomes.schemaMessages(row))
                .containsExactly(new CriterionMismatch(
                        SchemaKey.of(SNOWPLOW + "foo/jsonschema/1-0-0"),
                        SchemaCriterion.of(SNOWPLOW + "unstruct_event/jsonschema/1-0-*")));
    }

    @Test
    void anEntityThatDoesNotDescribeItselfBreaksItsEnvelope() {
        BadRow row = Outcomes.bad(PIPELINE, event(Map.of("e", "ue", "ue_pr", unstruct("{\"foo\":\"bar\"}"))));

        assertThat(Outcomes.schemaMessages(row)).singleElement().satisfies(message -> assertThat(
                        ((IgluFailure) message).schemaKey())
                .isEqualTo(SchemaKey.of(SNOWPLOW + "unstruct_event/jsonschema/1-0-0")));
    }

    @Test
    void jsonThatIsNoEnvelopeIsQuoted() {
        BadRow row = Outcomes.bad(PIPELINE, event(Map.of("e", "pv", "co", "{\"not\":\"iglu\"}")));

        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"json\":{\"not\":\"iglu\"},\"error\":\"INVALID_DATA_PAYLOAD\"}]");
        assertThat(((NotIglu) Outcomes.schemaMessages(row).get(0)).error()).isEqualTo(ParseError.INVALID_DATA_PAYLOAD);
    }

    @Test
    void theJsonOfEventsThatNeedNoneIsCheckedToo() {
        BadRow row = Outcomes.bad(PIPELINE, event(Map.of("e", "pv", "ue_pr", unstruct(INVALID_EMAIL))));

        assertThat(Outcomes.kind(row)).isEqualTo("schema_violations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-0-0", "1-0-1"})
    void contextsGoOnInTheNewestEnvelope(String version) {
        EnrichedEvent event = Outcomes.good(PIPELINE, contexts(version, EMAIL, LINK));

        assertThat(Outcomes.column(event, AtomicField.CONTEXTS))
                .isEqualTo(envelope("contexts", "1-0-1", "[" + EMAIL + "," + LINK + "]"));
    }

    @Test
    void envelopesAndEntitiesGoOnWithTheirKeysInOrder() {
        // given
        String swapped = "{\"data\":[{\"data\":{\"b\":1,\"emailAddress2\":\"x\",\"emailAddress\":\"y\"},\"schema\":\""
                + ACME + "email_sent/jsonschema/1-0-0\"}],\"schema\":\"" + SNOWPLOW + "contexts/jsonschema/1-0-0\"}";
        String unstruct = "{\"data\":{\"data\":{\"targetUrl\":\"x\"},\"schema\":\"" + SNOWPLOW
                + "link_click/jsonschema/1-0-1\"},\"schema\":\"" + SNOWPLOW + "unstruct_event/jsonschema/1-0-0\"}";

        // when
        EnrichedEvent event = Outcomes.good(PIPELINE, event(Map.of("e", "ue", "co", swapped, "ue_pr", unstruct)));

        // then: data keeps its order
        assertThat(Outcomes.column(event, AtomicField.CONTEXTS))
                .isEqualTo(envelope(
                        "contexts",
                        "1-0-1",
                        "["
                                + entity(
                                        ACME + "email_sent/jsonschema/1-0-0",
                                        "{\"b\":1,\"emailAddress2\":\"x\",\"emailAddress\":\"y\"}")
                                + "]"));
        assertThat(Outcomes.column(event, AtomicField.UNSTRUCT_EVENT))
                .isEqualTo(unstruct(entity(SNOWPLOW + "link_click/jsonschema/1-0-1", "{\"targetUrl\":\"x\"}")));
    }

    @Test
    void anEmptyListOfContextsStaysAsSent() {
        EnrichedEvent event = Outcomes.good(PIPELINE, contexts("1-0-1"));

        assertThat(Outcomes.column(event, AtomicField.CONTEXTS)).isEqualTo(envelope("contexts", "1-0-1", "[]"));
    }

    @Test
    void theOldEnvelopeMustNotBeEmpty() {
        BadRow row = Outcomes.bad(PIPELINE, contexts("1-0-0"));

        assertThat(Outcomes.messages(row)).contains("there must be a minimum of 1 items in the array");
    }

    @Test
    void supersededSchemasAreReplacedAndTold() {
        // given
        String contexts = envelope(
                "contexts",
                "1-0-0",
                "[" + EMAIL + "," + superseding("1-0-0", "a") + "," + superseding("1-0-0", "a") + ","
                        + superseding("1-0-1", "a") + "]");
        CollectorRecord record = event(Map.of("e", "ue", "co", contexts, "ue_pr", unstruct(superseding("2-0-0", "b"))));

        // when
        EnrichedEvent event = Outcomes.good(PIPELINE, record);

        // then
        assertThat(event.json(AtomicField.CONTEXTS).findValuesAsText("schema"))
                .containsExactly(
                        SNOWPLOW + "contexts/jsonschema/1-0-1",
                        ACME + "email_sent/jsonschema/1-0-0",
                        ACME + "superseding_example/jsonschema/1-0-1",
                        ACME + "superseding_example/jsonschema/1-0-1",
                        ACME + "superseding_example/jsonschema/1-0-1");
        assertThat(event.json(AtomicField.UNSTRUCT_EVENT).at("/data/schema").textValue())
                .isEqualTo(ACME + "superseding_example/jsonschema/2-0-1");
        assertThat(event.text(AtomicField.EVENT_VERSION)).isEqualTo("2-0-1");
        assertThat(Outcomes.column(event, AtomicField.DERIVED_CONTEXTS))
                .isEqualTo(envelope(
                        "contexts", "1-0-1", "[" + info("1-0-0", "1-0-1") + "," + info("2-0-0", "2-0-1") + "]"));
    }

    @Test
    void dataThatFailsTheSupersedingSchemaSaysSo() {
        BadRow row = Outcomes.bad(PIPELINE, contexts("1-0-0", superseding("1-0-0", "b")));

        JsonNode message = Outcomes.json(row).at("/data/failure/messages/0");
        assertThat(message.get("schemaKey").textValue()).isEqualTo(ACME + "superseding_example/jsonschema/1-0-0");
        assertThat(message.at("/error/supersededBy").textValue()).isEqualTo("1-0-1");
    }

    @Test
    void thePayloadsEventsAreJudgedOneByOne() {
        // given
        String unknown = envelope("contexts", "1-0-0", "[" + UNKNOWN + "]");
        CollectorRecord record = CollectorRecord.events(
                Map.of("e", "pv", "tv", "x", "p", "web"),
                Map.of("e", "ue", "tv", "x", "p", "web", "co", unknown),
                Map.of("e", "ue", "tv", "x", "p", "web", "co", unknown),
                Map.of("e", "ue", "tv", "x", "p", "web", "co", unknown));

        // when
        List<Outcome> outcomes = PIPELINE.process(record.bytes());

        // then
        assertThat(outcomes.stream().map(outcome -> outcome.getClass().getSimpleName()))
                .containsExactly("Good", "Bad", "Bad", "Bad");
    }

    private static List<IgluError> errors(BadRow row) {
        return Outcomes.schemaMessages(row).stream()
                .map(FailureMessage.IgluFailure.class::cast)
                .map(IgluFailure::error)
                .toList();
    }

    private static CollectorRecord event(Map<String, String> parameters) {
        return CollectorRecord.pixel(parameters);
    }

    private static CollectorRecord contexts(String version, String... entities) {
        return event(Map.of("e", "pv", "co", envelope("contexts", version, "[" + String.join(",", entities) + "]")));
    }

    private static String unstruct(String entity) {
        return envelope("unstruct_event", "1-0-0", entity);
    }

    private static String envelope(String name, String version, String data) {
        return entity(SNOWPLOW + name + "/jsonschema/" + version, data);
    }

    private static String superseding(String version, String property) {
        return entity(ACME + "superseding_example/jsonschema/" + version, "{\"" + property + "\":\"x\"}");
    }

    private static String info(String original, String validatedWith) {
        return entity(
                "iglu:com.snowplowanalytics.iglu/validation_info/jsonschema/1-0-0",
                "{\"originalSchema\":\"" + ACME + "superseding_example/jsonschema/" + original
                        + "\",\"validatedWith\":\"" + validatedWith + "\"}");
    }

    private static String entity(String schema, String data) {
        return "{\"schema\":\"" + schema + "\",\"data\":" + data + "}";
    }
}
