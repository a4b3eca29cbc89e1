package dev.firn.enrichments.adapter.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterResult;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a webhook's event is told in tracker parameters: as a self-describing event, with the few parameters of the request
 * that say something of the event as a whole.
 *
 * @param tracker goes to {@code tv}
 * @param platform goes to {@code p} where the request has none
 */
public record WebhookEvent(String tracker, String platform) {

    private static final List<String> PASSED_ON = List.of("nuid", "aid", "cv", "eid", "ttm", "url");
    private static final Set<String> NO_DATA = Set.of("nuid", "aid", "cv", "p");

    /** The parameters of an event whose request carried {@code request}. */
    public Parameters parameters(Parameters request, SchemaKey schema, JsonNode data) {
        LinkedHashMap<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("tv", tracker);
        values.put("e", "ue");
        values.put("p", request.has("p") ? request.get("p") : platform);
        values.put("ue_pr", JsonText.write(Envelopes.unstructEvent(new SelfDescribingJson(schema, data))));
        for (String name : PASSED_ON) {
            if (request.has(name)) {
                values.put(name, request.get(name));
            }
        }
        return Parameters.of(values);
    }

    /** The only event of a request. */
    public AdapterResult only(NormalizedPayload payload, SchemaKey schema, JsonNode data) {
        return AdapterResult.event(payload, parameters(Parameters.of(payload.querystring()), schema, data));
    }

    /** The request's parameters themselves as the event's data: texts, or null where there is no value or an empty one. */
    public static ObjectNode dataOf(Parameters request) {
        return dataOf(request, (name, value) -> JsonNodeFactory.instance.textNode(value));
    }

    /**
     * As {@link #dataOf(Parameters)}, but with values that are more than texts.
     *
     * @param convert name and value, which has at least one character, to what the event holds
     */
    public static ObjectNode dataOf(Parameters request, BiFunction<String, String, JsonNode> convert) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        request.forEach((name, value) -> {
            if (isData(name)) {
                data.set(name, value == null || value.isEmpty() ? NullNode.instance : convert.apply(name, value));
            }
        });
        return data;
    }

    /** Whether a parameter of a request is part of the event's data, not something about it. */
    public static boolean isData(String name) {
        return !NO_DATA.contains(name);
    }
}
