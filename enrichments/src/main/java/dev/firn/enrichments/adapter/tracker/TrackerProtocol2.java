package dev.firn.enrichments.adapter.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import dev.firn.serdes.payload.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tracker protocol 2: a POST whose body is a {@code payload_data} JSON of one or more events, or a GET like those of
 * protocol 1. The querystring of a POST overrides the parameters of each of its events.
 *
 * @see <a href="https://docs.snowplow.io/docs/sources/trackers/snowplow-tracker-protocol/">Tracker protocol</a>
 */
public final class TrackerProtocol2 implements Adapter {

    private static final SchemaCriterion PAYLOAD_DATA =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-*");
    private static final List<String> CONTENT_TYPES =
            List.of("application/json", "application/json; charset=utf-8", "application/json; charset=UTF-8");
    private static final String EXPECTED_CONTENT_TYPE = "expected one of " + String.join(", ", CONTENT_TYPES);

    @Override
    public String vendor() {
        return "com.snowplowanalytics.snowplow";
    }

    @Override
    public String version() {
        return "tp2";
    }

    @Override
    public AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
        Utf8Text body = payload.body();
        String contentType = payload.contentType();
        if (body == null && payload.querystring().isEmpty()) {
            return AdapterResult.rejected(
                    new InputData("body", null, "empty body: not a valid tracker protocol event"),
                    new InputData("querystring", null, "empty querystring: not a valid tracker protocol event"));
        }
        if (contentType == null ? body != null : !CONTENT_TYPES.contains(contentType)) {
            return AdapterResult.rejected(new InputData("contentType", contentType, EXPECTED_CONTENT_TYPE));
        }
        if (body != null) {
            return adaptBody(body, payload, iglu);
        }
        return contentType == null
                ? AdapterResult.event(payload, Parameters.of(payload.querystring()))
                : AdapterResult.rejected(
                        new InputData("body", null, "empty body: not a valid track protocol event")); // the known text
    }

    private static AdapterResult adaptBody(Utf8Text body, NormalizedPayload payload, IgluClient iglu) {
        return body.parse()
                .fold(
                        json -> SelfDescribingJson.of(json)
                                .fold(
                                        data -> adaptData(data, payload, iglu),
                                        code -> AdapterResult.rejected(new FailureMessage.NotIglu(json, code))),
                        error -> AdapterResult.rejected(new FailureMessage.NotJson("body", body.text(), error)));
    }

    /** Data of another schema is checked against that one first; consumers of bad rows see what is wrong with it then. */
    private static AdapterResult adaptData(SelfDescribingJson body, NormalizedPayload payload, IgluClient iglu) {
        if (iglu.check(body) instanceof CheckResult.Invalid invalid) {
            return AdapterResult.rejected(new FailureMessage.IgluFailure(body.schema(), invalid.error()));
        }
        return PAYLOAD_DATA.matches(body.schema())
                ? adaptEvents(body.data(), payload)
                : AdapterResult.rejected(new FailureMessage.CriterionMismatch(body.schema(), PAYLOAD_DATA));
    }

    private static AdapterResult adaptEvents(JsonNode data, NormalizedPayload payload) {
        if (!isArrayOfObjects(data)) {
            return AdapterResult.rejected(new InputData("body", JsonText.write(data), "json is not an array"));
        }
        if (data.isEmpty()) {
            return AdapterResult.rejected(new InputData("body", JsonText.write(data), "empty list of events"));
        }
        List<FailureMessage> failures = new ArrayList<>(0);
        List<Parameters> events = new ArrayList<>(data.size());
        for (JsonNode event : data) {
            events.add(parameters(event, payload.querystring(), failures));
        }
        return failures.isEmpty() ? AdapterResult.events(payload, events) : new AdapterResult.Rejected(failures);
    }

    private static boolean isArrayOfObjects(JsonNode data) {
        if (!data.isArray()) {
            return false;
        }
        for (JsonNode element : data) {
            if (!element.isObject()) {
                return false;
            }
        }
        return true;
    }

    private static Parameters parameters(JsonNode event, List<Parameter> querystring, List<FailureMessage> failures) {
        int size = event.size() + querystring.size();
        LinkedHashMap<String, @Nullable String> values = new LinkedHashMap<>(size + size / 3 + 1);
        for (Map.Entry<String, JsonNode> property : event.properties()) {
            JsonNode value = property.getValue();
            if (value.isTextual()) {
                values.put(property.getKey(), value.textValue());
            } else {
                failures.add(notText(property.getKey(), value));
            }
        }
        querystring.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return Parameters.of(values);
    }

    private static FailureMessage notText(String name, JsonNode value) {
        return value.isNull()
                ? new InputData(name, null, "value cannot be null")
                : new InputData(name, JsonText.write(value), "value is not a string");
    }
}
