package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.Failures;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.enrichments.adapter.internal.QuerystringText;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** An incident of a check, told by Pingdom in a parameter of JSON. */
final class Pingdom extends Webhook {

    private static final String TUPLE_START = "(u'";
    private static final String TUPLE_END = "',)";
    private static final String TYPES =
            """
            assign incident_assign
            notify_user incident_notify_user
            notify_of_close incident_notify_of_close
            """;

    private final EventTypes types;

    Pingdom(AdapterSchemas schemas) {
        super("com.pingdom");
        types = new EventTypes(schemas, "pingdom", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        Parameters request = Parameters.of(payload.querystring());
        if (request.isEmpty()) {
            return AdapterResult.rejected(
                    new InputData("querystring", null, "empty querystring: no events to process"));
        }
        Failures tuples = new Failures();
        request.forEach((name, value) -> {
            if (value != null && isTuple(value)) {
                String inner = value.substring(TUPLE_START.length(), value.length() - TUPLE_END.length());
                tuples.add(new InputData(name, inner, "should not pass regex \\(u'(.+)',\\)"));
            }
        });
        return tuples.isEmpty() ? adapt(payload, request) : tuples.rejection();
    }

    /** Whether a value is a Python tuple: Pingdom once sent those by mistake. */
    private static boolean isTuple(String value) {
        return value.length() > TUPLE_START.length() + TUPLE_END.length()
                && value.startsWith(TUPLE_START)
                && value.endsWith(TUPLE_END)
                && value.chars().noneMatch(Pingdom::endsLine);
    }

    private static boolean endsLine(int c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private AdapterResult adapt(NormalizedPayload payload, Parameters request) {
        String message = request.get("message");
        return message == null
                ? AdapterResult.rejected(
                        new InputData("querystring", QuerystringText.of(request), "no `message` parameter provided"))
                : JsonText.parse(message)
                        .fold(
                                json -> adapt(payload, request, json),
                                error -> AdapterResult.rejected(new NotJson("message", message, error)));
    }

    private AdapterResult adapt(NormalizedPayload payload, Parameters request, JsonNode message) {
        String type = JsonEdits.text(message, "action");
        SchemaKey schema = types.get(type);
        if (schema == null) {
            return AdapterResult.rejected(types.unknown(type));
        }
        ((ObjectNode) message).remove("action");
        LinkedHashMap<String, @Nullable String> others = request.toMap();
        others.remove("message");
        return AdapterResult.event(payload, event.parameters(Parameters.of(others), schema, message));
    }
}
