package dev.firn.enrichments.adapter.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.EventList;
import dev.firn.enrichments.adapter.internal.EventTypes;
import dev.firn.enrichments.adapter.internal.ExpectedBody;
import dev.firn.enrichments.adapter.internal.JsonEdits;
import dev.firn.serdes.payload.NormalizedPayload;
import java.util.Map;

/** What happened to incidents, told by PagerDuty in a JSON of messages. */
final class PagerDuty extends Webhook {

    private static final String PREFIX = "incident.";
    private static final String TYPES =
            """
            incident.trigger incident
            incident.acknowledge incident
            incident.unacknowledge incident
            incident.resolve incident
            incident.assign incident
            incident.escalate incident
            incident.delegate incident
            """;

    private final EventTypes types;

    PagerDuty(AdapterSchemas schemas) {
        super("com.pagerduty");
        types = new EventTypes(schemas, "pagerduty", TYPES);
    }

    @Override
    AdapterResult adapt(NormalizedPayload payload) {
        return ExpectedBody.JSON_BODY.json(payload, json -> {
            JsonNode messages = json.path("messages");
            return messages.isArray()
                    ? adapt(payload, messages)
                    : BodyRefusals.of("messages", payload, "field `messages` is not an array");
        });
    }

    private AdapterResult adapt(NormalizedPayload payload, JsonNode messages) {
        EventList events = new EventList(payload, event, types);
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            events.add(i, JsonEdits.text(message, "type"), type -> {
                JsonEdits.eachObject(message, PagerDuty::edit);
                return message;
            });
        }
        return events.result();
    }

    private static void edit(ObjectNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String text = member.getValue().textValue();
            if (text != null) {
                member.setValue(edit(object, member.getKey(), text));
            }
        }
    }

    private static JsonNode edit(ObjectNode object, String name, String text) {
        if (text.equals("null")) {
            return NullNode.instance;
        }
        return object.textNode(
                switch (name) {
                    case "type" -> text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
                    case "created_on", "last_status_change_on" -> withOffset(text);
                    default -> text;
                });
    }

    /** The plus of {@code +00:00} was taken for an escaped space on the way. */
    private static String withOffset(String time) {
        String damaged = " 00:00";
        return time.endsWith(damaged) ? time.substring(0, time.length() - damaged.length()) + "+00:00" : time;
    }
}
