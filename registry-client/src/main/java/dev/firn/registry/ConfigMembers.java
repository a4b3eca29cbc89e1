package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of a configuration, read by type. Refusals name the whole path of the key. A number or a truth
 * value may be written as a text: that is what an environment variable substituted into HOCON is.
 */
final class ConfigMembers {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h)");
    private static final Map<String, Long> UNIT_MILLIS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);

    private final String path;
    private final JsonNode object;

    private ConfigMembers(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    static ConfigMembers of(String path, JsonNode object) {
        if (!object.isObject()) {
            throw refusal(path, object, "an object");
        }
        return new ConfigMembers(path, object);
    }

    /** Absent and null are the same. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    String path(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    ResolverConfigException refusal(String name, String expectation) {
        return refusal(path(name), object.path(name), expectation);
    }

    private static ResolverConfigException refusal(String path, JsonNode value, String expectation) {
        boolean secret = path.endsWith("apikey") || path.contains("headers");
        String shown = value.isMissingNode() ? "missing" : secret ? "***" : value.toString();
        return new ResolverConfigException("resolver config: " + path + " is "
                + (shown.length() <= 200 ? shown : shown.substring(0, 200) + "…") + ", expected " + expectation);
    }

    ConfigMembers members(String name) {
        return of(path(name), object.path(name));
    }

    /** As {@link #members}; without any when the object is absent. */
    ConfigMembers optionalMembers(String name) {
        return has(name) ? members(name) : new ConfigMembers(path(name), JsonNodeFactory.instance.objectNode());
    }

    List<ConfigMembers> objects(String name) {
        List<ConfigMembers> all = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; i < array.size(); i++) {
            all.add(of(path(name) + '[' + i + ']', array.get(i)));
        }
        return all;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw refusal(name, "an array of texts");
            }
            all.add(element.textValue());
        }
        return all;
    }

    private JsonNode array(String name) {
        if (!object.path(name).isArray()) {
            throw refusal(name, "an array");
        }
        return object.path(name);
    }

    String text(String name) {
        if (!object.path(name).isTextual()) {
            throw refusal(name, "a text");
        }
        return object.path(name).textValue();
    }

    @Nullable
    String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    @Nullable
    Path optionalPath(String name) {
        try {
            return has(name) ? Path.of(text(name)) : null;
        } catch (InvalidPathException e) {
            throw refusal(name, "a path of this file system");
        }
    }

    Map<String, String> textsByName(String name) {
        ConfigMembers members = optionalMembers(name);
        Map<String, String> all = new LinkedHashMap<>();
        members.object.fieldNames().forEachRemaining(member -> all.put(member, members.text(member)));
        return all;
    }

    int integer(String name) {
        JsonNode value = object.path(name);
        if (value.canConvertToInt() && value.canConvertToExactIntegral()) {
            return value.intValue();
        }
        try {
            return Integer.parseInt(value.asText("").strip());
        } catch (NumberFormatException e) {
            throw refusal(name, "an integer");
        }
    }

    int integer(String name, int otherwise, int least) {
        int value = has(name) ? integer(name) : otherwise;
        if (value < least) {
            throw refusal(name, "an integer of at least " + least);
        }
        return value;
    }

    boolean flag(String name, boolean otherwise) {
        String value = object.path(name).asText("");
        if (has(name) && !value.equals("true") && !value.equals("false")) {
            throw refusal(name, "true or false");
        }
        return has(name) ? value.equals("true") : otherwise;
    }

    @Nullable
    Duration duration(String name) {
        if (!has(name)) {
            return null;
        }
        Matcher m = DURATION.matcher(object.path(name).asText("").strip());
        if (!m.matches()) {
            throw refusal(name, "a duration with its unit, such as \"500 ms\" or \"2 s\"");
        }
        return Duration.ofMillis(Long.parseLong(m.group(1)) * UNIT_MILLIS.getOrDefault(m.group(2), 1L));
    }

    /** Members beyond the known ones, as paths: most likely misspelt. */
    Set<String> beyond(Set<String> known) {
        Set<String> others = new TreeSet<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                others.add(path(name));
            }
        });
        return others;
    }
}
