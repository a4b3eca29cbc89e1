package dev.firn.enrichments.weather;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.transform.WarehouseTime;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the service's records into contexts: the members that the context's schema knows, and no nulls, which it forbids.
 */
final class WeatherRecords {

    /** The answer, or a part of it, has not the shape it should have; the message says where. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String path) {
            super("Could not extract " + path + " of the weather service's answer");
        }
    }

    static final SchemaKey SCHEMA = SchemaKey.of("iglu:org.openweathermap/weather/jsonschema/1-0-0");

    /** A part that holds numbers only; its members are written in this order. */
    private record Part(String name, boolean required, List<String> always, List<String> sometimes) {}

    private static final List<Part> PARTS = List.of(
            new Part(
                    "main",
                    true,
                    List.of("humidity", "pressure", "temp", "temp_min", "temp_max"),
                    List.of("grnd_level", "sea_level")),
            new Part("wind", false, List.of("speed", "deg"), List.of("gust", "var_end", "var_beg")),
            new Part("clouds", true, List.of("all"), List.of()),
            new Part("rain", false, List.of(), List.of("1h", "3h")),
            new Part("snow", false, List.of(), List.of("1h", "3h")));

    private WeatherRecords() {}

    /** @throws Unreadable when there is no list, or a record in it lacks something */
    static Weather.Known read(JsonNode list) throws Unreadable {
        if (!list.isArray()) {
            throw new Unreadable("list");
        }
        List<Long> seconds = new ArrayList<>(list.size());
        List<SelfDescribingJson> contexts = new ArrayList<>(list.size());
        for (JsonNode item : list) {
            JsonNode time = item.path("dt");
            if (!time.canConvertToLong() || !WarehouseTime.holds(millis(time.longValue()))) {
                throw new Unreadable("dt");
            }
            seconds.add(time.longValue());
            contexts.add(new SelfDescribingJson(SCHEMA, context(item, time.longValue())));
        }
        return new Weather.Known(List.copyOf(seconds), List.copyOf(contexts));
    }

    private static long millis(long seconds) {
        boolean fits = seconds >= Long.MIN_VALUE / 1000 && seconds <= Long.MAX_VALUE / 1000;
        return fits ? seconds * 1000 : Long.MAX_VALUE;
    }

    private static ObjectNode context(JsonNode item, long seconds) throws Unreadable {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        for (Part part : PARTS) {
            if (part.required || item.hasNonNull(part.name)) {
                context.set(part.name, numbers(part, item.path(part.name)));
            }
        }
        if (item.hasNonNull("weather")) {
            context.set("weather", conditions(item.path("weather")));
        }
        return context.put("dt", WarehouseTime.iso(millis(seconds)));
    }

    private static ObjectNode numbers(Part part, JsonNode found) throws Unreadable {
        ObjectNode numbers = JsonNodeFactory.instance.objectNode();
        for (String name : part.always) {
            copy(found, name, true, JsonNode::isNumber, part.name, numbers);
        }
        for (String name : part.sometimes) {
            copy(found, name, false, JsonNode::isNumber, part.name, numbers);
        }
        return numbers;
    }

    private static ArrayNode conditions(JsonNode found) throws Unreadable {
        if (!found.isArray()) {
            throw new Unreadable("weather");
        }
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : found) {
            ObjectNode condition = conditions.addObject();
            copy(one, "main", true, JsonNode::isTextual, "weather", condition);
            copy(one, "description", true, JsonNode::isTextual, "weather", condition);
            copy(one, "id", false, JsonNode::isIntegralNumber, "weather", condition);
            copy(one, "icon", false, JsonNode::isTextual, "weather", condition);
        }
        return conditions;
    }

    private static void copy(
            JsonNode from, String name, boolean required, Predicate<JsonNode> fits, String part, ObjectNode to)
            throws Unreadable {
        JsonNode value = from.path(name);
        if (value.isNull() || value.isMissingNode()) {
            if (required) {
                throw new Unreadable(part + "." + name);
            }
        } else if (fits.test(value)) {
            to.set(name, value);
        } else {
            throw new Unreadable(part + "." + name);
        }
    }
}
