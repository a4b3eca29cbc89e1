package dev.firn.enrichments.adapter.webhook;

import static dev.firn.enrichments.adapter.Requests.events;
import static dev.firn.enrichments.adapter.Requests.failures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.firn.enrichments.adapter.Requests;
import dev.firn.registry.ParseError;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotIglu;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.payload.NormalizedPayload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgluWebhookTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSONS = "expected one of application/json, application/json; charset=utf-8";
    private static final String ALL = JSONS + ", application/x-www-form-urlencoded";
    private static final String SCHEMA = "schema=iglu:com.acme/campaign/jsonschema/2-0-0";

    private static NormalizedPayload request(
            @Nullable String querystring, @Nullable String contentType, @Nullable String body) {
        return Requests.request("com.snowplowanalytics.iglu/v1", querystring, contentType, body);
    }

    private static String event(String data) {
        return "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\",\"data\":"
                + "{\"schema\":\"iglu:com.acme/campaign/jsonschema/2-0-0\",\"data\":" + data + "}}";
    }

    @Test
    void makesAnEventOfTheQuerystring() {
        String querystring =
                SCHEMA + "&user=6&name=retarget&tracking_id=&ad_unit=UN-11-b&foo&aid=my+webhook&cv=clj&nuid="
                        + "&eid=e1&ttm=5&url=u";

        assertThat(events(request(querystring, null, null))).singleElement().satisfies(event -> assertThat(event)
                .containsOnly(
                        entry("tv", "com.snowplowanalytics.iglu-v1"),
                        entry("e", "ue"),
                        entry("p", "app"),
                        entry("aid", "my webhook"),
                        entry("cv", "clj"),
                        entry("nuid", ""),
                        entry("eid", "e1"),
                        entry("ttm", "5"),
                        entry("url", "u"),
                        entry(
                                "ue_pr",
                                event("{\"user\":\"6\",\"name\":\"retarget\",\"tracking_id\":null,\"ad_unit\":"
                                        + "\"UN-11-b\",\"foo\":null,\"eid\":\"e1\",\"ttm\":\"5\",\"url\":\"u\"}"))));
    }

    @Test
    void keepsThePlatformThatWasSentEvenWithoutValue() {
        assertThat(events(request(SCHEMA + "&p=mob", null, null)).get(0)).containsEntry("p", "mob");
        assertThat(events(request(SCHEMA + "&p", null, null)).get(0)).containsEntry("p", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8"})
    void makesAnEventOfAJsonObject(String contentType) {
        assertThat(events(request(SCHEMA + "&dropped=1&aid=a", contentType, "{ \"k\": 1.00 }")))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsOnly(
                                entry("tv", "com.snowplowanalytics.iglu-v1"),
                                entry("e", "ue"),
                                entry("p", "app"),
                                entry("aid", "a"),
                                entry("ue_pr", event("{\"k\":1.00}"))));
    }

    @Test
    void makesAnEventOfEveryElementOfAnArray() {
        assertThat(events(request(SCHEMA, JSON, "[{\"a\":1},2]")))
                .extracting(event -> event.get("ue_pr"))
                .containsExactly(event("{\"a\":1}"), event("2"));
    }

    @Test
    void makesAnEventOfAForm() {
        assertThat(events(request(SCHEMA, FORM, "some_param=foo&hello=wor+ld&none&empty="))
                        .get(0))
                .containsEntry("p", "srv")
                .containsEntry(
                        "ue_pr", event("{\"some_param\":\"foo\",\"hello\":\"wor ld\",\"none\":null,\"empty\":\"\"}"));
    }

    @Test
    void makesAnEventOfABodyThatDescribesItself() {
        String body = "{\"schema\":\"iglu:com.acme/campaign/jsonschema/2-0-0\",\"data\":{\"k\":[]}}";

        assertThat(events(request("aid=a&schema", JSON, body)).get(0))
                .containsEntry("p", "app")
                .containsEntry("aid", "a")
                .containsEntry("ue_pr", event("{\"k\":[]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "{}, has no key-value pairs",
        "5, has no key-value pairs",
        "null, has no key-value pairs",
        "[], empty array of events"
    })
    void refusesBodiesWithoutData(String body, String expectation) {
        assertThat(failures(request(SCHEMA, JSON, body))).containsExactly(new InputData("body", body, expectation));
    }

    @Test
    void refusesBodiesThatAreNotWhatTheyClaimToBe() {
        NotJson notJson = new NotJson("body", "{", "invalid json: exhausted input");

        assertThat(failures(request(SCHEMA, JSON, "{"))).containsExactly(notJson);
        assertThat(failures(request(null, JSON, "{"))).containsExactly(notJson);
        assertThat(failures(request(null, JSON, "[]")))
                .containsExactly(
                        new NotIglu(((ParsedJson.Json) JsonText.parse("[]")).node(), ParseError.INVALID_DATA_PAYLOAD));
        assertThat(failures(request(SCHEMA, FORM, "a=%")))
                .containsExactly(
                        new InputData("body", "a=%", "Malformed escape pair at index 20: http://localhost/?a=%"));
    }

    @Test
    void refusesOtherContentTypes() {
        assertThat(failures(request(SCHEMA, null, ""))).containsExactly(new InputData("contentType", null, ALL));
        assertThat(failures(request(SCHEMA, "text/plain", "x")))
                .containsExactly(new InputData("contentType", "text/plain", ALL));
        assertThat(failures(request(null, FORM, "x"))).containsExactly(new InputData("contentType", FORM, JSONS));
    }

    @ParameterizedTest
    @CsvSource({
        "iglooooooo://blah, INVALID_IGLUURI",
        "iglu:a/b/jsonschema/0-0-0, INVALID_SCHEMAVER",
        "'', INVALID_IGLUURI"
    })
    void refusesSchemasThatAreNone(String schema, String code) {
        assertThat(failures(request("schema=" + schema, null, null)))
                .containsExactly(new InputData("schema", schema, code));
    }

    @Test
    void needsASchemaOrABody() {
        for (String contentType : new String[] {null, JSON}) {
            assertThat(failures(request("a=1", contentType, null)))
                    .containsExactly(
                            new InputData("schema", null, "empty `schema` field"),
                            new InputData("body", null, "empty body"));
        }
    }
}
