package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.Adapter;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.internal.WebhookEvent;
import dev.firn.enrichments.url.QueryString;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of any sender that can name a schema: in the querystring ({@code schema=iglu:…}), with the data there, in a JSON
 * body or in a form; or as a body that is a self-describing JSON. The data is validated later, with all other events.
 */
final class IgluWebhook implements Adapter {

    private static final String TRACKER = "com.snowplowanalytics.iglu-v1";
    private static final WebhookEvent APP_EVENT = new WebhookEvent(TRACKER, "app");
    private static final WebhookEvent FORM_EVENT = new WebhookEvent(TRACKER, "srv");

    private static final List<String> JSON_TYPES = List.of("application/json", "application/json; charset=utf-8");
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final String EXPECTED_JSON = "expected one of " + String.join(", ", JSON_TYPES);
    private static final String EXPECTED_ANY = EXPECTED_JSON + ", " + FORM_TYPE;

    @Override
    public String vendor() {
        return "com.snowplowanalytics.iglu";
    }

    @Override
    public String version() {
        return "v1";
    }

    @Override
    public AdapterResult adapt(NormalizedPayload payload, IgluClient iglu) {
        Parameters request = Parameters.of(payload.querystring());
        String body = payload.body() == null ? null : payload.body().text();
        String contentType = payload.contentType();
        String schema = request.get("schema");
        if (body != null && contentType == null) {
            return AdapterResult.rejected(new InputData("contentType", null, EXPECTED_ANY));
        }
        if (schema != null) {
            return SchemaKey.parse(schema)
                    .fold(
                            key -> described(key, request, payload),
                            code -> AdapterResult.rejected(new InputData("schema", schema, code.name())));
        }
        return body != null
                ? selfDescribing(body, request, payload)
                : AdapterResult.rejected(
                        new InputData("schema", null, "empty `schema` field"),
                        new InputData("body", null, "empty body"));
    }

    private static AdapterResult selfDescribing(String body, Parameters request, NormalizedPayload payload) {
        if (!isJson(payload.contentType())) {
            return AdapterResult.rejected(new InputData("contentType", payload.contentType(), EXPECTED_JSON));
        }
        return JsonText.parse(body)
                .fold(
                        json -> SelfDescribingJson.of(json)
                                .fold(
                                        event -> AdapterResult.event(
                                                payload, APP_EVENT.parameters(request, event.schema(), event.data())),
                                        code -> AdapterResult.rejected(new FailureMessage.NotIglu(json, code))),
                        error -> AdapterResult.rejected(new FailureMessage.NotJson("body", body, error)));
    }

    private static AdapterResult described(SchemaKey schema, Parameters request, NormalizedPayload payload) {
        String body = payload.body() == null ? null : payload.body().text();
        if (body == null) {
            ObjectNode data = WebhookEvent.dataOf(request).without("schema");
            return AdapterResult.event(payload, APP_EVENT.parameters(request, schema, data));
        }
        if (isJson(payload.contentType())) {
            return JsonText.parse(body)
                    .fold(
                            json -> jsonBody(json, body, schema, request, payload),
                            error -> AdapterResult.rejected(new FailureMessage.NotJson("body", body, error)));
        }
        return FORM_TYPE.equals(payload.contentType())
                ? formBody(body, schema, request, payload)
                : AdapterResult.rejected(new InputData("contentType", payload.contentType(), EXPECTED_ANY));
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && JSON_TYPES.contains(contentType);
    }

    private static AdapterResult jsonBody(
            JsonNode json, String body, SchemaKey schema, Parameters request, NormalizedPayload payload) {
        if (json.isEmpty()) { // of scalars too
            String expectation = json.isArray() ? "empty array of events" : "has no key-value pairs";
            return AdapterResult.rejected(new InputData("body", body, expectation));
        }
        if (json.isObject()) {
            return AdapterResult.event(payload, APP_EVENT.parameters(request, schema, json));
        }
        List<Parameters> events = new ArrayList<>(json.size());
        json.forEach(data -> events.add(APP_EVENT.parameters(request, schema, data)));
        return AdapterResult.events(payload, events);
    }

    private static AdapterResult formBody(
            String body, SchemaKey schema, Parameters request, NormalizedPayload payload) {
        return QueryString.parseRequest(body, StandardCharsets.UTF_8)
                .fold(
                        fields -> {
                            ObjectNode data = JsonNodeFactory.instance.objectNode();
                            fields.forEach(field -> data.put(field.name(), field.value()));
                            return AdapterResult.event(payload, FORM_EVENT.parameters(request, schema, data));
                        },
                        message -> AdapterResult.rejected(new InputData("body", body, message)));
    }
}
