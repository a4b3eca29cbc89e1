package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of each kind to events, or to the one row that tells why there is none. */
class AdapterExamplesTest {

    private static final EventPipeline PIPELINE = Pipelines.plain();
    private static final String URI = "https://github.com/snowplow/snowplow";
    private static final String URI_REDIRECT =
            "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/uri_redirect/jsonschema/1-0-0\",\"data\":{\"uri\":\""
                    + URI + "\"}}";
    private static final String EMAIL = "{\"schema\":\"iglu:com.acme/email_sent/jsonschema/1-0-0\",\"data\":"
            + "{\"emailAddress\":\"a@example.com\",\"emailAddress2\":\"b@example.com\"}}";

    @Test
    void querystringWinsOverEveryEventOfABatch() {
        // given
        CollectorRecord record = CollectorRecord.events(
                        Map.of("tv", "1", "p", "1", "e", "1"),
                        Map.of("tv", "2", "p", "2", "e", "2"),
                        Map.of("tv", "3", "p", "3", "e", "3"))
                .contentType("application/json; charset=UTF-8")
                .querystring("tv=0&nuid=123");

        // when
        List<Outcome> outcomes = PIPELINE.process(record.bytes());

        // then
        assertThat(outcomes.stream().map(Outcomes::bad).map(AdapterExamplesTest::parameters))
                .containsExactly(
                        Map.of("tv", "0", "p", "1", "e", "1", "nuid", "123"),
                        Map.of("tv", "0", "p", "2", "e", "2", "nuid", "123"),
                        Map.of("tv", "0", "p", "3", "e", "3", "nuid", "123"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body | text/plain | | contentType | text/plain | expected one of application/json, application/json; charset=utf-8,"
                        + " application/json; charset=UTF-8",
                "body | | | contentType | | expected one of application/json, application/json; charset=utf-8,"
                        + " application/json; charset=UTF-8",
                " | application/json | a=b | body | | empty body: not a valid track protocol event",
            })
    void trackerRequestsNeedABodyAndItsType(
            String body, String contentType, String querystring, String field, String value, String expectation) {
        // given
        CollectorRecord record =
                CollectorRecord.tracker(body).contentType(contentType).querystring(querystring);

        // when
        BadRow row = Outcomes.bad(PIPELINE, record);

        // then
        assertThat(Outcomes.kind(row)).isEqualTo("tracker_protocol_violations");
        JsonNode messages = Outcomes.json(row).at("/data/failure/messages");
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).get("field").textValue()).isEqualTo(field);
        assertThat(messages.get(0).get("value").textValue()).isEqualTo(value);
        assertThat(messages.get(0).get("expectation").textValue()).isEqualTo(expectation);
    }

    @Test
    void anEmptyTrackerRequestHasTwoFaults() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.tracker(null).contentType(null));

        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"body\",\"value\":null,"
                        + "\"expectation\":\"empty body: not a valid tracker protocol event\"},"
                        + "{\"field\":\"querystring\",\"value\":null,"
                        + "\"expectation\":\"empty querystring: not a valid tracker protocol event\"}]");
    }

    @Test
    void aBodyThatIsNoJsonSaysWhere() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.tracker("body"));

        assertThat(Outcomes.kind(row)).isEqualTo("tracker_protocol_violations");
        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"body\",\"value\":\"body\",\"error\":"
                        + "\"invalid json: expected json value got 'body' (line 1, column 1)\"}]");
    }

    @Test
    void oneInvalidEventOfABatchRefusesAllOfThem() {
        // given
        CollectorRecord record =
                CollectorRecord.events(Map.of("tv", "ios-0.1.0", "p", "mob", "e", "se"), Map.of("new", "foo"));

        // when
        BadRow row = Outcomes.bad(PIPELINE, record);

        // then
        JsonNode reports = Outcomes.json(row).at("/data/failure/messages/0/error/dataReports");
        assertThat(reports.findValuesAsText("path")).containsOnly("$[1]");
        assertThat(reports.findValuesAsText("keyword"))
                .containsExactlyInAnyOrder("required", "required", "required", "additionalProperties");
        assertThat(reports.findValues("targets").stream().map(t -> t.get(0).textValue()))
                .containsExactlyInAnyOrder("tv", "p", "e", "new");
    }

    @Test
    void aBodyOfAnotherSchemaFailsThatSchemaFirst() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.tracker(geolocation("\"longitude\":20.1234")));

        assertThat(Outcomes.messages(row)).contains("$.latitude: is missing but it is required", "ValidationError");
    }

    @Test
    void aValidBodyOfAnotherSchemaDoesNotMatch() {
        BadRow row =
                Outcomes.bad(PIPELINE, CollectorRecord.tracker(geolocation("\"longitude\":20.1234,\"latitude\":1.5")));

        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"schemaKey\":"
                        + "\"iglu:com.snowplowanalytics.snowplow/geolocation_context/jsonschema/1-0-0\","
                        + "\"schemaCriterion\":"
                        + "\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-*\"}]");
    }

    @Test
    void anEmptyPixelRequestIsAnAdapterFailure() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.pixel((String) null));

        assertThat(Outcomes.kind(row)).isEqualTo("adapter_failures");
        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"querystring\",\"value\":null,"
                        + "\"expectation\":\"empty querystring: not a valid URI redirect\"}]");
    }

    @Test
    void anUnknownApiIsAnAdapterFailure() {
        BadRow row = Outcomes.bad(PIPELINE, CollectorRecord.to("/com.acme/v9").querystring("a=1"));

        assertThat(Outcomes.kind(row)).isEqualTo("adapter_failures");
        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"vendor/version\",\"value\":\"com.acme/v9\","
                        + "\"expectation\":\"vendor/version combination is not supported\"}]");
    }

    @Test
    void aRedirectIsAnEvent() {
        EnrichedEvent event = Outcomes.good(PIPELINE, redirect("u=" + URI));

        assertThat(Outcomes.column(event, AtomicField.EVENT)).isEqualTo("unstruct");
        assertThat(Outcomes.column(event, AtomicField.V_TRACKER)).isEqualTo("r-tp2");
        assertThat(Outcomes.column(event, AtomicField.PLATFORM)).isEqualTo("web");
        assertThat(Outcomes.column(event, AtomicField.EVENT_NAME)).isEqualTo("uri_redirect");
        assertThat(Outcomes.column(event, AtomicField.UNSTRUCT_EVENT))
                .isEqualTo(
                        "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\",\"data\":"
                                + URI_REDIRECT + "}");
    }

    @Test
    void theContextsOfARedirectAreJudgedLater() {
        BadRow row = Outcomes.bad(PIPELINE, redirect("u=" + URI + "&cx=dGVzdHRlc3R0ZXN0"));

        assertThat(Outcomes.kind(row)).isEqualTo("enrichment_failures");
        assertThat(parameters(row))
                .containsEntry("cx", "dGVzdHRlc3R0ZXN0")
                .containsEntry("e", "ue")
                .containsEntry("tv", "r-tp2")
                .containsEntry("p", "web")
                .doesNotContainKey("u");
        assertThat(Outcomes.messages(row)).contains("\"field\":\"cx\"", "invalid json: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&co=", "&co", "&cx"})
    void aRedirectWithAnEventIsItsContext(String contexts) {
        EnrichedEvent event = Outcomes.good(PIPELINE, redirect("u=" + URI + "&e=se&aid=ads" + contexts));

        assertThat(Outcomes.column(event, AtomicField.EVENT)).isEqualTo("struct");
        assertThat(Outcomes.column(event, AtomicField.APP_ID)).isEqualTo("ads");
        assertThat(Outcomes.column(event, AtomicField.CONTEXTS)).isEqualTo(contexts(URI_REDIRECT));
    }

    @Test
    void aRedirectComesBeforeTheContextsThatWereSent() {
        // given
        String sent = "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":[" + EMAIL
                + "," + EMAIL.replace("a@", "c@") + "]}";
        CollectorRecord record = redirect("u=" + URI + "&e=se&co=" + URLEncoder.encode(sent, StandardCharsets.UTF_8));

        // when
        EnrichedEvent event = Outcomes.good(PIPELINE, record);

        // then
        assertThat(Outcomes.column(event, AtomicField.CONTEXTS))
                .isEqualTo(contexts(URI_REDIRECT + "," + EMAIL + "," + EMAIL.replace("a@", "c@")));
    }

    @Test
    void aRedirectWithBrokenContextsIsRefused() {
        BadRow row = Outcomes.bad(PIPELINE, redirect("u=x&e=se&co=%7B%5B-"));

        assertThat(Outcomes.kind(row)).isEqualTo("tracker_protocol_violations");
        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"co|cx\",\"value\":\"{[-\",\"error\":"
                        + "\"invalid json: expected \\\" got '[-' (line 1, column 2)\"}]");
    }

    @Test
    void aRedirectWithUndecodableContextsIsRefused() {
        BadRow row = Outcomes.bad(PIPELINE, redirect("u=x&e=se&cx=%C2%A2%C2%A2%C2%A2"));

        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"co|cx\",\"value\":\"\",\"error\":\"invalid json: exhausted input\"}]");
    }

    @Test
    void aRedirectNeedsAnAddress() {
        BadRow row = Outcomes.bad(PIPELINE, redirect("u&cx=dGVzdHRlc3R0ZXN0"));

        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"querystring\",\"value\":\"u=null&cx=dGVzdHRlc3R0ZXN0\","
                        + "\"expectation\":\"missing `u` parameter: not a valid URI redirect\"}]");
    }

    @Test
    void anIgluRequestIsAnEventOfItsParameters() {
        // given
        String querystring = "schema=iglu%3Acom.acme%2Femail_sent%2Fjsonschema%2F1-0-0&emailAddress=a&emailAddress2=b"
                + "&aid=my%20webhook%20project&cv=clj-0.5.0-tom-0.0.4&nuid=";

        // when
        EnrichedEvent event = Outcomes.good(
                PIPELINE, CollectorRecord.to("/com.snowplowanalytics.iglu/v1").querystring(querystring));

        // then
        assertThat(Outcomes.column(event, AtomicField.V_TRACKER)).isEqualTo("com.snowplowanalytics.iglu-v1");
        assertThat(Outcomes.column(event, AtomicField.PLATFORM)).isEqualTo("app");
        assertThat(Outcomes.column(event, AtomicField.APP_ID)).isEqualTo("my webhook project");
        assertThat(Outcomes.column(event, AtomicField.V_COLLECTOR)).isEqualTo("clj-0.5.0-tom-0.0.4");
        assertThat(Outcomes.column(event, AtomicField.NETWORK_USERID)).isNull();
        assertThat(event.json(AtomicField.UNSTRUCT_EVENT).at("/data/data").toString())
                .isEqualTo("{\"emailAddress\":\"a\",\"emailAddress2\":\"b\"}");
    }

    @Test
    void eachElementOfAnIgluBodyIsAnEvent() {
        // given
        CollectorRecord record = iglu("application/json")
                .querystring("schema=iglu%3Acom.acme%2Femail_sent%2Fjsonschema%2F1-0-0")
                .body(
                        "[{\"emailAddress\":\"1\",\"emailAddress2\":\"x\"},{\"emailAddress\":\"2\",\"emailAddress2\":\"x\"}]");

        // when
        List<Outcome> outcomes = PIPELINE.process(record.bytes());

        // then
        assertThat(outcomes.stream().map(Outcomes::good).map(event -> event.json(AtomicField.UNSTRUCT_EVENT)
                        .at("/data/data/emailAddress")
                        .textValue()))
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | has no key-value pairs",
                "[] | empty array of events",
            })
    void anIgluBodyWithoutEventsIsRefused(String body, String expectation) {
        BadRow row = Outcomes.bad(
                PIPELINE,
                iglu("application/json")
                        .querystring("schema=iglu%3Acom.acme%2Femail_sent%2Fjsonschema%2F1-0-0")
                        .body(body));

        assertThat(Outcomes.kind(row)).isEqualTo("adapter_failures");
        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"body\",\"value\":\"" + body + "\",\"expectation\":\"" + expectation + "\"}]");
    }

    @Test
    void anIgluFormIsOneServerEvent() {
        EnrichedEvent event = Outcomes.good(
                PIPELINE,
                iglu("application/x-www-form-urlencoded")
                        .querystring("schema=iglu%3Acom.acme%2Femail_sent%2Fjsonschema%2F1-0-0")
                        .body("emailAddress=foo&emailAddress2=world"));

        assertThat(Outcomes.column(event, AtomicField.PLATFORM)).isEqualTo("srv");
        assertThat(event.json(AtomicField.UNSTRUCT_EVENT)
                        .at("/data/data/emailAddress2")
                        .textValue())
                .isEqualTo("world");
    }

    @Test
    void anIgluRequestNeedsAnIgluUri() {
        BadRow row = Outcomes.bad(PIPELINE, iglu("application/json").querystring("schema=iglooooooo%3A%2F%2Fblah"));

        assertThat(Outcomes.messages(row))
                .isEqualTo(
                        "[{\"field\":\"schema\",\"value\":\"iglooooooo://blah\",\"expectation\":\"INVALID_IGLUURI\"}]");
    }

    @Test
    void anEmptyIgluRequestHasTwoFaults() {
        BadRow row = Outcomes.bad(PIPELINE, iglu(null).querystring("a=1"));

        assertThat(Outcomes.messages(row))
                .isEqualTo("[{\"field\":\"schema\",\"value\":null,\"expectation\":\"empty `schema` field\"},"
                        + "{\"field\":\"body\",\"value\":null,\"expectation\":\"empty body\"}]");
    }

    private static CollectorRecord redirect(String querystring) {
        return CollectorRecord.to("/r/tp2").querystring(querystring);
    }

    private static CollectorRecord iglu(String contentType) {
        return CollectorRecord.to("/com.snowplowanalytics.iglu/v1").contentType(contentType);
    }

    private static String contexts(String entities) {
        return "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":[" + entities
                + "]}";
    }

    private static String geolocation(String members) {
        return "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/geolocation_context/jsonschema/1-0-0\",\"data\":{"
                + members + "}}";
    }

    /** Those of the raw event inside the row. */
    private static Map<String, String> parameters(BadRow row) {
        return ((BadRow.Payload.Enrichment) row.payload()).raw().parameters().asMap();
    }
}
