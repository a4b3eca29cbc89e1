package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.DateTimes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.payload.NormalizedPayload;
import java.util.List;

/** A step of a campaign, told by Marketo in a JSON object that customers design themselves. */
final class Marketo extends Webhook {

    private static final List<String> DATE_TIMES = List.of(
            "acquisition_date",
            "created_at",
            "email_suspended_at",
            "last_referred_enrollment",
            "last_referred_visit",
            "updated_at",
            "datetime",
            "last_interesting_moment_date");

    private final SchemaKey schema;

    Marketo(AdapterSchemas schemas) {
        super("com.marketo");
        schema = schemas.get("marketo", "event");
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.ANY.json(
                payload,
                json -> json.isObject() ? adapt(payload, json) : BodyRefusals.of(payload, "not a json object"));
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode json) {
        JsonEdits.eachObject(json, Marketo::edit);
        return event.only(payload, schema, json);
    }

    private static void edit(ObjectNode object) {
        for (String name : DATE_TIMES) {
            String time = JsonEdits.text(object, name);
            if (time != null) {
                object.put(name, DateTimes.ofSpaced(time));
            }
        }
    }
}
