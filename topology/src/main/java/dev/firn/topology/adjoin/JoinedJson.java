package dev.firn.topology.adjoin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.format.Timestamps;

/**
 * The object of a conversion, as {@code iglu:dev.firn/ad_attribution/jsonschema/1-0-0} describes it. Immutable.
 *
 * @param join the name of the join
 */
record JoinedJson(String join, Attribution attribution) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ObjectNode of(Joined joined, String key, int revision) {
        AdEvent conversion = joined.conversion();
        ObjectNode json = JSON.objectNode()
                .put("join", join)
                .put("conversion_id", conversion.id())
                .put("conversion_time", Timestamps.iso(conversion.time()))
                .put("join_key", key)
                .put("revision", revision);
        if (revision > 1) {
            json.put("restates", revision - 1);
        }
        json.put("attribution", attribution.text())
                .put("attributed", !joined.touches().isEmpty());
        json.set("conversion", fields(conversion));
        ArrayNode touches = json.putArray("touches");
        joined.touches().forEach(touch -> touches.add(touch(touch)));
        return json;
    }

    private static ObjectNode touch(Credited credited) {
        ObjectNode json = event(credited.touch());
        json.set("credit", JSON.numberNode(credited.credit()));
        json.set("fields", fields(credited.touch()));
        if (credited.impression() != null) {
            ObjectNode impression = event(credited.impression());
            impression.set("fields", fields(credited.impression()));
            json.set("impression", impression);
        }
        return json;
    }

    private static ObjectNode event(AdEvent event) {
        return JSON.objectNode()
                .put("type", event.kind() == AdKind.CLICK ? "click" : "impression")
                .put("id", event.id())
                .put("time", Timestamps.iso(event.time()));
    }

    private static JsonNode fields(AdEvent event) {
        return event.fields().length == 0
                ? JSON.objectNode()
                : JsonText.parse(event.fields()).fold(json -> json, message -> {
                    throw new IllegalStateException("not written by this version of Firn: " + message);
                });
    }
}
