package dev.firn.topology.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.topology.flow.StreamId;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Inputs from JSON; what is not said stays at its default. */
final class JsonInputReader {

    private static final Set<String> KEYS =
            Set.of("name", "topics", "topic-pattern", "flatten", "migrate", "time", "key", "on-broken");
    private static final Set<String> TIME_KEYS = Set.of("field", "format", "zone");

    private final String name;
    private final JsonNode json;

    private JsonInputReader(String name, JsonNode json) {
        this.name = name;
        this.json = json;
    }

    static JsonInput read(JsonNode json) {
        String name = json.path("name").asText();
        return new JsonInputReader(name, json).read();
    }

    private JsonInput read() {
        checkKeys("", json, KEYS);
        attempt("name", () -> StreamId.checkName(name));
        JsonInput input = topics();
        if (json.hasNonNull("flatten")) {
            input = flatten(input, json.get("flatten"));
        }
        for (JsonNode step : elements("migrate", json.path("migrate"))) {
            for (Change change : changes(step)) {
                input = input.with(change);
            }
        }
        if (json.hasNonNull("time")) {
            input = input.with(time(json.get("time")));
        }
        if (json.hasNonNull("key")) {
            String key = text("key", json.get("key"));
            JsonInput before = input;
            input = attempt("key", () -> before.keyedBy(key));
        }
        return json.hasNonNull("on-broken") ? input.with(onBroken()) : input;
    }

    private JsonInput topics() {
        if (json.hasNonNull("topic-pattern") == json.hasNonNull("topics")) {
            throw new JsonInputException(
                    name, "topics", json.path("topics"), "topics or topic-pattern, one of the two");
        }
        if (json.hasNonNull("topic-pattern")) {
            String pattern = text("topic-pattern", json.get("topic-pattern"));
            return attempt("topic-pattern", () -> JsonInput.of(name, Pattern.compile(pattern)));
        }
        List<String> topics = new ArrayList<>();
        JsonNode all = json.get("topics");
        if (all.isTextual()) {
            topics.add(all.textValue());
        } else {
            elements("topics", all).forEach(one -> topics.add(text("topics", one)));
        }
        return JsonInput.of(name, topics.toArray(String[]::new));
    }

    private JsonInput flatten(JsonInput input, JsonNode flatten) {
        if (flatten.isObject()) {
            ObjectNode rules = flatten.deepCopy();
            JsonNode enabled = rules.remove("enabled");
            FlattenRules read = attempt("flatten", () -> FlattenRules.of(rules));
            return enabled == null || flag("flatten.enabled", enabled)
                    ? input.flattened(read)
                    : input.unflattened(read);
        }
        return flag("flatten", flatten) ? input : input.unflattened(FlattenRules.defaults());
    }

    private List<Change> changes(JsonNode step) {
        if (!step.isObject() || step.size() != 1) {
            throw new JsonInputException(name, "migrate", step, "steps with one key each: rename, drop, cast or set");
        }
        Map.Entry<String, JsonNode> one = step.properties().iterator().next();
        String key = "migrate." + one.getKey();
        List<Change> changes = new ArrayList<>();
        switch (one.getKey()) {
            case "rename" ->
                members(key, one.getValue())
                        .forEach(member ->
                                changes.add(new Change.Rename(member.getKey(), text(key, member.getValue()))));
            case "drop" ->
                elements(key, one.getValue()).forEach(member -> changes.add(new Change.Drop(text(key, member))));
            case "cast" ->
                members(key, one.getValue())
                        .forEach(member -> changes.add(new Change.Cast(
                                member.getKey(), kind(key + '.' + member.getKey(), member.getValue()))));
            case "set" ->
                members(key, one.getValue()).forEach(member -> {
                    String expression = text(key, member.getValue());
                    changes.add(attempt(key + '.' + member.getKey(), () -> Change.Put.of(member.getKey(), expression)));
                });
            default -> throw new JsonInputException(name, "migrate", one.getKey(), "rename, drop, cast or set");
        }
        return changes;
    }

    private Change.Kind kind(String key, JsonNode value) {
        return constant(key, value, Change.Kind.class);
    }

    private OnBroken onBroken() {
        return constant("on-broken", json.get("on-broken"), OnBroken.class);
    }

    private <E extends Enum<E>> E constant(String key, JsonNode value, Class<E> type) {
        List<String> words = new ArrayList<>();
        for (E one : type.getEnumConstants()) {
            String word = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (value.isTextual() && value.textValue().equals(word)) {
                return one;
            }
            words.add(word);
        }
        throw new JsonInputException(name, key, value, "one of " + String.join(", ", words));
    }

    private EventTime time(JsonNode time) {
        if (time.isTextual()) {
            return EventTime.iso(time.textValue());
        }
        checkKeys("time.", time, TIME_KEYS);
        if (!time.hasNonNull("field")) {
            throw new JsonInputException(name, "time.field", time.path("field"), "a member's name or a JSON pointer");
        }
        String field = text("time.field", time.get("field"));
        String format = time.hasNonNull("format") ? text("time.format", time.get("format")) : "iso";
        String zone = time.hasNonNull("zone") ? text("time.zone", time.get("zone")) : "UTC";
        return attempt("time", () -> new EventTime(field, format, zone(zone)));
    }

    private ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new JsonInputException(name, "time.zone", zone, "a zone such as UTC, Asia/Seoul or +09:00");
        }
    }

    private void checkKeys(String prefix, JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw new JsonInputException(name, prefix.isEmpty() ? "json-inputs" : prefix, object, "an object");
        }
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new JsonInputException(
                        name,
                        prefix + key,
                        object.get(key),
                        "no such key, but " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private String text(String key, JsonNode value) {
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new JsonInputException(name, key, value, "a text");
        }
        return value.textValue();
    }

    /** Also as a text, as environment variables give it. */
    private boolean flag(String key, JsonNode value) {
        String text = value.asText();
        if (!text.equals("true") && !text.equals("false")) {
            throw new JsonInputException(name, key, value, "true or false");
        }
        return text.equals("true");
    }

    private Iterable<JsonNode> elements(String key, JsonNode value) {
        if (!value.isMissingNode() && !value.isArray()) {
            throw new JsonInputException(name, key, value, "a list");
        }
        return value;
    }

    private Set<Map.Entry<String, JsonNode>> members(String key, JsonNode value) {
        if (!value.isObject()) {
            throw new JsonInputException(name, key, value, "an object");
        }
        return value.properties();
    }

    private <T> T attempt(String key, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonInputException known) {
            throw known;
        } catch (IllegalArgumentException e) {
            throw new JsonInputException(name, key, e);
        }
    }
}
