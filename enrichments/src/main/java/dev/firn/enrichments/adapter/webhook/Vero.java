package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.EpochSeconds;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.payload.NormalizedPayload;
import java.util.Set;

/** What a customer did with a message, or became, told by Vero in a JSON object. */
final class Vero extends Webhook {

    private static final String TYPES =
            """
            bounced
            clicked
            delivered
            opened
            sent
            unsubscribed
            user_created created
            user_updated updated
            """;

    private final EventTypes types;

    Vero(AdapterSchemas schemas) {
        super("com.getvero");
        types = new EventTypes(schemas, "vero", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.ANY.json(payload, json -> adapt(payload, json));
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode json) {
        String type = JsonEdits.text(json, "type");
        if (type == null) {
            String reason = json.has("type") ? "not a string" : "missing required field";
            return AdapterResult.rejected(new InputData("type", null, "could not extract 'type': " + reason));
        }
        SchemaKey schema = types.get(type);
        if (schema == null) {
            return AdapterResult.rejected(types.unknown(type));
        }
        new EpochSeconds(Set.of(type + "_at", "triggered_at"), "type", type).edit(json);
        JsonEdits.eachObject(json, Vero::edit);
        return event.only(payload, schema, json);
    }

    private static void edit(ObjectNode object) {
        JsonNode tags = object.remove("_tags");
        if (tags != null) {
            object.set("tags", tags);
        }
    }
}
