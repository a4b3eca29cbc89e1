package dev.firn.enrichments.adapter;

import static dev.firn.enrichments.adapter.Requests.events;
import static dev.firn.enrichments.adapter.Requests.failures;
import static dev.firn.enrichments.adapter.Requests.rawEvents;
import static dev.firn.enrichments.adapter.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.IgluError;
import dev.firn.registry.ParseError;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.ValidationReport;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotIglu;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.payload.NormalizedPayload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerProtocolTest {

    private static final String TP1 = "com.snowplowanalytics.snowplow/tp1";
    private static final String TP2 = "com.snowplowanalytics.snowplow/tp2";
    private static final String JSON = "application/json";
    private static final String CONTENT_TYPES =
            "expected one of application/json, application/json; charset=utf-8, application/json; charset=UTF-8";

    private static String payloadData(String data) {
        return "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\",\"data\":" + data
                + "}";
    }

    private static Map<String, @Nullable String> map(@Nullable String... namesAndValues) {
        Map<String, @Nullable String> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @Nested
    class One {

        @Test
        void makesOneEventOfTheQuerystring() {
            NormalizedPayload request = request(TP1, "e=pv&aid=a&aid=b&f", "text/plain", "ignored");

            assertThat(events(request)).containsExactly(map("e", "pv", "aid", "b", "f", null));
            assertThat(rawEvents(request).get(0).contentType()).isEqualTo("text/plain");
        }

        @Test
        void refusesAnEmptyQuerystring() {
            assertThat(failures(request(TP1, null, null, null)))
                    .containsExactly(new InputData("querystring", null, "empty querystring: not a valid URI redirect"));
        }
    }

    @Nested
    class Two {

        @ParameterizedTest
        @ValueSource(
                strings = {"application/json", "application/json; charset=utf-8", "application/json; charset=UTF-8"})
        void makesEventsOfTheBodyThatTheQuerystringOverrides(String contentType) {
            String body = payloadData(
                    "[{\"tv\":\"1\",\"p\":\"1\",\"e\":\"1\"},{\"tv\":\"2\",\"p\":\"2\",\"e\":\"2\"},{\"tv\":\"3\",\"p\":\"3\",\"e\":\"3\"}]");

            assertThat(events(request(TP2, "tv=0&nuid=123", contentType, body)))
                    .containsExactly(
                            map("tv", "0", "p", "1", "e", "1", "nuid", "123"),
                            map("tv", "0", "p", "2", "e", "2", "nuid", "123"),
                            map("tv", "0", "p", "3", "e", "3", "nuid", "123"));
        }

        @Test
        void givesEveryEventTheRequestsOrigin() {
            String event = "{\"tv\":\"1\",\"p\":\"1\",\"e\":\"1\"}";
            NormalizedPayload request = request(TP2, null, JSON, payloadData("[" + event + "," + event + "]"));

            assertThat(rawEvents(request)).hasSize(2).allSatisfy(event1 -> {
                assertThat(event1.api()).isEqualTo(request.api());
                assertThat(event1.contentType()).isEqualTo(JSON);
                assertThat(event1.source()).isSameAs(request.source());
                assertThat(event1.context()).isSameAs(request.context());
            });
        }

        @Test
        void letsAParameterWithoutValueOverrideToo() {
            String body = payloadData("[{\"tv\":\"1\",\"p\":\"1\",\"e\":\"1\"}]");

            assertThat(events(request(TP2, "p&q", JSON, body)))
                    .containsExactly(map("tv", "1", "p", null, "e", "1", "q", null));
        }

        @Test
        void makesOneEventOfTheQuerystringOfAGet() {
            assertThat(events(request(TP2, "e=pv&tv=x", null, null))).containsExactly(map("e", "pv", "tv", "x"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "text/plain", "application/json", "application/json;charset=utf-8"})
        void refusesAnEmptyRequestWhateverItsContentType(String contentType) {
            for (String type : Arrays.asList(contentType, null)) {
                assertThat(failures(request(TP2, null, type, null)))
                        .containsExactly(
                                new InputData("body", null, "empty body: not a valid tracker protocol event"),
                                new InputData(
                                        "querystring", null, "empty querystring: not a valid tracker protocol event"));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "text/plain", "application/json;charset=utf-8", "APPLICATION/JSON"})
        void refusesOtherContentTypes(String contentType) {
            InputData failure = new InputData("contentType", contentType, CONTENT_TYPES);

            assertThat(failures(request(TP2, "a=b", contentType, "body"))).containsExactly(failure);
            assertThat(failures(request(TP2, "a=b", contentType, null))).containsExactly(failure);
        }

        @Test
        void refusesABodyWithoutContentType() {
            assertThat(failures(request(TP2, null, null, "body")))
                    .containsExactly(new InputData("contentType", null, CONTENT_TYPES));
        }

        @Test
        void refusesAContentTypeWithoutBody() {
            assertThat(failures(request(TP2, "a=b", JSON, null)))
                    .containsExactly(new InputData("body", null, "empty body: not a valid track protocol event"));
        }

        @Test
        void refusesABodyThatIsNoJson() {
            assertThat(failures(request(TP2, null, JSON, "body")))
                    .containsExactly(new NotJson(
                            "body", "body", "invalid json: expected json value got 'body' (line 1, column 1)"));
            assertThat(failures(request(TP2, null, JSON, "")))
                    .containsExactly(new NotJson("body", "", "invalid json: exhausted input"));
        }

        @Test
        void refusesABodyThatDoesNotDescribeItself() {
            assertThat(failures(request(TP2, null, JSON, "{\"not\":\"self-desc\"}")))
                    .containsExactly(new NotIglu(
                            ((ParsedJson.Json) JsonText.parse("{\"not\":\"self-desc\"}")).node(),
                            ParseError.INVALID_DATA_PAYLOAD));
        }

        @Test
        void refusesAllEventsWhenOneViolatesTheSchema() {
            String body = payloadData("[{\"tv\":\"ios-0.1.0\",\"p\":\"mob\",\"e\":\"se\"},{\"new\":\"foo\"}]");

            assertThat(failures(request(TP2, null, JSON, body)))
                    .singleElement()
                    .isInstanceOfSatisfying(FailureMessage.IgluFailure.class, failure -> {
                        assertThat(failure.schemaKey())
                                .hasToString("iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4");
                        assertThat(((IgluError.InvalidData) failure.error()).reports())
                                .extracting(ValidationReport::path)
                                .containsExactly("$[1]", "$[1]", "$[1]", "$[1]");
                    });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "{}",
                    "[1]",
                    "[{\"tv\":1,\"p\":\"mob\",\"e\":\"se\"}]",
                    "[{\"tv\":null,\"p\":\"mob\",\"e\":\"se\"}]"
                })
        void refusesWhatTheSchemaRefuses(String data) {
            assertThat(failures(request(TP2, null, JSON, payloadData(data))))
                    .singleElement()
                    .isInstanceOf(FailureMessage.IgluFailure.class);
        }

        @Test
        void checksABodyOfAnotherSchemaAgainstThatFirst() {
            String schema = "iglu:com.snowplowanalytics.snowplow/geolocation_context/jsonschema/1-0-0";
            String invalid = "{\"schema\":\"" + schema + "\",\"data\":{\"longitude\":20.1234}}";
            String valid = "{\"schema\":\"" + schema + "\",\"data\":{\"longitude\":20.1234,\"latitude\":1}}";
            String unknown = "{\"schema\":\"iglu:com.acme/nope/jsonschema/1-0-0\",\"data\":{}}";

            assertThat(failures(request(TP2, null, JSON, invalid)))
                    .singleElement()
                    .isInstanceOfSatisfying(FailureMessage.IgluFailure.class, failure -> assertThat(failure.error())
                            .isInstanceOf(IgluError.InvalidData.class));
            assertThat(failures(request(TP2, null, JSON, unknown)))
                    .singleElement()
                    .isInstanceOfSatisfying(FailureMessage.IgluFailure.class, failure -> assertThat(failure.error())
                            .isInstanceOf(IgluError.Resolution.class));
            assertThat(failures(request(TP2, null, JSON, valid)))
                    .containsExactly(new FailureMessage.CriterionMismatch(
                            SchemaKey.of(schema),
                            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-*")));
        }
    }

    @Nested
    class Redirected {

        private static final String R = "r/tp2";
        private static final String U = "u=https%3A%2F%2Fgithub.com%2Fsnowplow%2Fsnowplow";
        private static final String REDIRECT =
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/uri_redirect/jsonschema/1-0-0\",\"data\":{\"uri\":\"https://github.com/snowplow/snowplow\"}}";
        private static final String CONTEXTS_OF_ONE =
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":[" + REDIRECT
                        + "]}";

        @Test
        void isAnEventOfItsOwn() {
            assertThat(events(request(R, U + "&cx=dGVzdHRlc3R0ZXN0", null, null)))
                    .containsExactly(map(
                            "e",
                            "ue",
                            "tv",
                            "r-tp2",
                            "p",
                            "web",
                            "cx",
                            "dGVzdHRlc3R0ZXN0",
                            "ue_pr",
                            "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\",\"data\":"
                                    + REDIRECT + "}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "&co", "&co=", "&cx"})
        void isAContextOfTheEventThatCameAlong(String contexts) {
            Map<String, @Nullable String> event = events(request(R, U + "&e=se&aid=ads&tv=x" + contexts, null, null))
                    .get(0);

            assertThat(event)
                    .containsEntry("e", "se")
                    .containsEntry("aid", "ads")
                    .containsEntry("tv", "r-tp2")
                    .containsEntry("p", "web")
                    .containsEntry("co", CONTEXTS_OF_ONE)
                    .doesNotContainKeys("u", "ue_pr");
        }

        @Test
        void goesBeforeTheContextsThatCameAlong() {
            String co =
                    "%7B%22schema%22:%22iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0%22,%22data%22:[1,2]%7D";

            assertThat(events(request(R, U + "&e=se&p=mob&co=" + co, null, null))
                            .get(0))
                    .containsEntry("p", "mob")
                    .containsEntry(
                            "co",
                            "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":["
                                    + REDIRECT + ",1,2]}");
        }

        @Test
        void leavesWhatIsNoContextsForValidationToJudge() {
            assertThat(events(request(R, U + "&e=se&co=[1,%20%22a%22]", null, null))
                            .get(0))
                    .containsEntry("co", "[1,\"a\"]");
        }

        @Test
        void goesIntoEncodedContextsWhenThereAreSome() {
            String cx = base64("{\"data\":[\"한\"]}");

            assertThat(events(request(R, U + "&e=se&co=x&cx=" + cx, null, null)).get(0))
                    .containsEntry("co", "x")
                    .containsEntry("cx", base64("{\"data\":[" + REDIRECT + ",\"한\"]}"));
        }

        @Test
        void refusesContextsThatAreNoJson() {
            assertThat(failures(request(R, U + "&e=se&co=%7B[-", null, null)))
                    .containsExactly(
                            new NotJson("co|cx", "{[-", "invalid json: expected \" got '[-' (line 1, column 2)"));
            assertThat(failures(request(R, U + "&e=se&cx=%C2%A2%C2%A2", null, null)))
                    .containsExactly(new NotJson("co|cx", "", "invalid json: exhausted input"));
        }

        @Test
        void needsATarget() {
            assertThat(failures(request(R, null, null, null)))
                    .containsExactly(new InputData("querystring", null, "empty querystring: not a valid URI redirect"));
            assertThat(failures(request(R, "u&cx=dGVzdHRlc3R0ZXN0", null, null)))
                    .containsExactly(new InputData(
                            "querystring",
                            "u=null&cx=dGVzdHRlc3R0ZXN0",
                            "missing `u` parameter: not a valid URI redirect"));
        }

        private static String base64(String text) {
            return java.util.Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void keepsTheOrderOfThePayload() {
        String body = payloadData("[{\"tv\":\"1\",\"p\":\"1\",\"e\":\"pv\"},{\"tv\":\"2\",\"p\":\"1\",\"e\":\"pp\"}]");

        assertThat(events(request(TP2, null, JSON, body)))
                .extracting(event -> event.get("tv"))
                .isEqualTo(List.of("1", "2"));
    }
}
