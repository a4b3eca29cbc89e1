package dev.firn.enrichments.adapter.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.serdes.payload.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events that a service answered with.
 *
 * @param problem what is wrong with the answer, without its values; null when nothing is
 */
record RemoteEvents(List<Parameters> parameters, @Nullable String problem) {

    static RemoteEvents of(JsonNode answer) {
        JsonNode events = answer.path("events");
        if (!events.isArray()) {
            return problem("events", "an array", events);
        }
        List<Parameters> all = new ArrayList<>(events.size());
        for (JsonNode event : events) {
            if (!event.isObject()) {
                return problem("events[" + all.size() + "]", "an object", event);
            }
            LinkedHashMap<String, @Nullable String> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> parameter : event.properties()) {
                if (!parameter.getValue().isTextual()) {
                    return problem(
                            "events[" + all.size() + "]." + parameter.getKey(), "a string", parameter.getValue());
                }
                values.put(parameter.getKey(), parameter.getValue().textValue());
            }
            all.add(Parameters.of(values));
        }
        return new RemoteEvents(all, null);
    }

    private static RemoteEvents problem(String place, String expected, JsonNode found) {
        String kind = found.getNodeType().name().toLowerCase(Locale.ROOT);
        return new RemoteEvents(List.of(), place + " is " + kind + "; expected " + expected);
    }
}
