package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.EpochSeconds;
import dev.firn.enrichments.adapter.internal.EventList;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.serdes.payload.NormalizedPayload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of messages, told by SendGrid in a JSON array; of events with the same id the last counts. */
final class SendGrid extends Webhook {

    private static final String JSON = "application/json";
    private static final String TYPES =
            """
            processed
            dropped
            delivered
            deferred
            bounce
            open
            click
            spamreport
            unsubscribe
            group_unsubscribe
            group_resubscribe
            """;

    private final EventTypes types;

    SendGrid(AdapterSchemas schemas) {
        super("com.sendgrid", "v3");
        types = new EventTypes(schemas, "sendgrid", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        String contentType = payload.contentType();
        ExpectedBody expected =
                contentType != null && contentType.contains(JSON) ? ExpectedBody.ANY : ExpectedBody.JSON_BODY;
        return expected.json(
                payload,
                json -> json.isArray() ? adapt(payload, json) : BodyRefusals.of(payload, "body is not a json array"));
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode array) {
        Map<@Nullable String, Integer> lastOfId = new LinkedHashMap<>(); // those without an id are one event
        for (int i = 0; i < array.size(); i++) {
            lastOfId.put(JsonEdits.text(array.get(i), "sg_event_id"), i);
        }
        EventList events = new EventList(payload, event, types);
        for (int i : lastOfId.values()) {
            JsonNode told = array.get(i);
            events.add(i, JsonEdits.text(told, "event"), type -> new EpochSeconds(Set.of("timestamp"), "event", type)
                    .edit(told));
        }
        return events.result();
    }
}
