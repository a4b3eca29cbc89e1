package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.EpochSeconds;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.enrichments.adapter.internal.WholeNumber;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a message, told by Mailgun in a JSON of the event and a signature, which become one. */
final class Mailgun extends Webhook {

    private static final String TYPES =
            """
            bounced message_bounced
            clicked message_clicked
            complained message_complained
            delivered message_delivered
            dropped message_dropped
            opened message_opened
            unsubscribed recipient_unsubscribed
            """;
    private static final List<String> SIGNATURE = List.of("timestamp", "token", "signature");
    private static final String NOT_JSON = "invalid json: ";

    private final EventTypes types;

    Mailgun(AdapterSchemas schemas) {
        super("com.mailgun");
        types = new EventTypes(schemas, "mailgun", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.JSON_TEXT.text(payload, body -> body.parse()
                .fold(
                        json -> adapt(payload, json),
                        error -> BodyRefusals.of(
                                payload, "could not parse body: " + error.substring(NOT_JSON.length()))));
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode json) {
        JsonNode told = json.path("event-data");
        String type = JsonEdits.text(told, "event");
        if (type == null) {
            return BodyRefusals.of(payload, "no `event` parameter provided: cannot determine event type");
        }
        SchemaKey schema = types.get(type);
        if (schema == null) {
            return AdapterResult.rejected(types.unknown(type));
        }
        if (!(json.get("signature") instanceof ObjectNode signature)) {
            return missing("timestamp");
        }
        for (String part : SIGNATURE) {
            if (JsonEdits.text(signature, part) == null) {
                return missing(part);
            }
        }
        return told instanceof ObjectNode data && data.has("timestamp")
                ? event.only(payload, schema, data(signature, data, type))
                : missing("event-data");
    }

    private static AdapterResult missing(String name) {
        return AdapterResult.rejected(new InputData(name, null, "missing '" + name + "'"));
    }

    /** The signed time is the one that counts: that of the event itself has fractions. */
    private static JsonNode data(ObjectNode signature, ObjectNode told, String type) {
        told.set("timestamp", signature.get("timestamp"));
        ObjectNode data = (ObjectNode) JsonEdits.inCamelCase(JsonEdits.merge(signature, told));
        data.remove("bodyPlain");
        keepInteger(data, "attachmentCount");
        return new EpochSeconds(Set.of("timestamp"), "event", type).edit(data);
    }

    private static void keepInteger(ObjectNode data, String name) {
        Long number = integer(data.path(name));
        if (number == null || number != number.intValue()) {
            data.remove(name);
        } else {
            data.put(name, number.intValue());
        }
    }

    private static @Nullable Long integer(JsonNode value) {
        try {
            return value.isTextual() ? Long.valueOf(value.textValue()) : WholeNumber.of(value);
        } catch (NumberFormatException noInteger) {
            return null;
        }
    }
}
