package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.DateTimes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.Failures;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import org.jspecify.annotations.Nullable;

/** A chat's transcript, or a message left while nobody was there: told by Olark in a form with a field of JSON. */
final class Olark extends Webhook {

    private static final int MILLIS_DIGITS = 3;

    private final SchemaKey transcript;
    private final SchemaKey offlineMessage;

    Olark(AdapterSchemas schemas) {
        super("com.olark");
        transcript = schemas.get("olark", "transcript");
        offlineMessage = schemas.get("olark", "offline_message");
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.FORM_TEXT
                .hidingWrongType()
                .text(
                        payload,
                        body -> ExpectedBody.fields(
                                body,
                                form -> adapt(payload, form),
                                message -> new InputData(body.text(), null, message))); // the body names the field
    }

    private AdapterResult adapt(NormalizedPayload payload, Parameters form) {
        String data = form.get("data");
        return data == null || data.isEmpty()
                ? AdapterResult.rejected(new InputData("data", null, "missing 'data' field"))
                : JsonText.parse(data)
                        .fold(
                                json -> adapt(payload, json),
                                error -> AdapterResult.rejected(new NotJson("data", data, error)));
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode json) {
        Failures failures = new Failures();
        if (json.get("items") instanceof ArrayNode items) {
            items.forEach(item -> editTimestamp(item, failures));
        }
        return failures.isEmpty()
                ? event.only(payload, json.has("operators") ? transcript : offlineMessage, JsonEdits.inCamelCase(json))
                : failures.rejection();
    }

    private static void editTimestamp(JsonNode item, Failures failures) {
        String timestamp = JsonEdits.text(item, "timestamp");
        if (timestamp == null) {
            return;
        }
        String[] parts = timestamp.split("\\.", 0); // without the empty ones at the end
        if (parts.length < 1 || parts.length > 2) {
            failures.add(new InputData("timestamp", timestamp, "unexpected timestamp format"));
            return;
        }
        String time = dateTime(parts[0], parts.length == 1 ? "" : parts[1]);
        if (time == null) {
            failures.add(new InputData("timestamp", timestamp, "cannot be converted to Double"));
        } else {
            ((ObjectNode) item).put("timestamp", time);
        }
    }

    private static @Nullable String dateTime(String seconds, String fraction) {
        String millis = fraction.substring(0, Math.min(MILLIS_DIGITS, fraction.length()));
        try {
            String padded = millis + "0".repeat(MILLIS_DIGITS - millis.length());
            return DateTimes.ofEpoch(Long.parseLong(seconds), Integer.parseUnsignedInt(padded));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
