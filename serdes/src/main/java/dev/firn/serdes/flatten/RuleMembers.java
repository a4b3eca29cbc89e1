package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The members of one object of rules, read by type. Refusals name the whole path of the key. */
final class RuleMembers {

    private final String path;
    private final JsonNode object;

    private RuleMembers(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    static RuleMembers of(String path, JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw new FlattenRulesException(path.isEmpty() ? "rules" : path, shown(object), "an object");
        }
        RuleMembers members = new RuleMembers(path, object);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw members.refusal(name, "no such key, but one of " + String.join(", ", known));
            }
        });
        return members;
    }

    /** Absent and null are the same. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    String path(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    FlattenRulesException refusal(String name, String expectation) {
        return new FlattenRulesException(path(name), shown(get(name)), expectation);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : value.isTextual() ? value.textValue() : value.toString();
    }

    /** Without any when absent. */
    RuleMembers members(String name, Set<String> known) {
        return of(path(name), has(name) ? get(name) : JsonNodeFactory.instance.objectNode(), known);
    }

    String text(String name, String otherwise) {
        if (has(name) && !get(name).isTextual()) {
            throw refusal(name, "a text");
        }
        return has(name) ? get(name).textValue() : otherwise;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        if (has(name) && !get(name).isArray()) {
            throw refusal(name, "an array of texts");
        }
        for (JsonNode element : get(name)) {
            if (!element.isTextual()) {
                throw refusal(name, "an array of texts");
            }
            all.add(element.textValue());
        }
        return all;
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> all = new LinkedHashMap<>();
        if (has(name)) {
            if (!get(name).isObject()) {
                throw refusal(name, "an object of texts");
            }
            get(name).properties().forEach(member -> {
                if (!member.getValue().isTextual()) {
                    throw new FlattenRulesException(
                            path(name) + '.' + member.getKey(), shown(member.getValue()), "a text");
                }
                all.put(member.getKey(), member.getValue().textValue());
            });
        }
        return all;
    }

    int integer(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            return Integer.parseInt(get(name).asText().strip());
        } catch (NumberFormatException e) {
            throw refusal(name, "an integer");
        }
    }

    boolean flag(String name, boolean otherwise) {
        String value = get(name).asText("");
        if (has(name) && !value.equals("true") && !value.equals("false")) {
            throw refusal(name, "true or false");
        }
        return has(name) ? value.equals("true") : otherwise;
    }

    /** A constant by its name in kebab-case. */
    <E extends Enum<E>> E constant(String name, E otherwise) {
        return has(name) ? constant(path(name), shown(get(name)), otherwise.getDeclaringClass()) : otherwise;
    }

    static <E extends Enum<E>> E constant(String path, String value, Class<E> type) {
        for (E one : type.getEnumConstants()) {
            if (kebab(one).equals(value)) {
                return one;
            }
        }
        throw new FlattenRulesException(
                path,
                value,
                Arrays.stream(type.getEnumConstants()).map(RuleMembers::kebab).collect(Collectors.joining(", ")));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is read from a text, a refusal of it named as a refusal of the key. */
    static <T> T under(String key, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (FlattenRulesException e) {
            throw e.at(key);
        }
    }
}
