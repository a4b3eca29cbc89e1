package dev.firn.enrichments.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads typed values out of one JSON object of an enrichment's configuration. A value that is missing or of another type is
 * an {@link EnrichmentConfigException} that names the key with its path, what was found and what was expected. Texts are
 * never quoted in messages: some are passwords.
 */
public final class ConfigReader {

    private final String path;
    private final JsonNode object;

    private ConfigReader(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /** A reader of the configuration's {@code data}: {@code enabled}, {@code parameters} and, for some, more. */
    public static ConfigReader of(EnrichmentConfig config) {
        return new ConfigReader("", config.data());
    }

    /** A reader of the configuration's {@code parameters}; of nothing when there are none. */
    public static ConfigReader parameters(EnrichmentConfig config) {
        return new ConfigReader("parameters", config.parameters());
    }

    /** Whether the key is there and not null. */
    public boolean has(String key) {
        return object.hasNonNull(key);
    }

    public ConfigReader object(String key) {
        JsonNode node = object.path(key);
        return node.isObject() ? new ConfigReader(name(key), node) : refuse(key, "Object", node);
    }

    public String text(String key) {
        JsonNode node = object.path(key);
        return node.isTextual() ? node.textValue() : refuse(key, "String", node);
    }

    public boolean flag(String key) {
        JsonNode node = object.path(key);
        return node.isBoolean() ? node.booleanValue() : refuse(key, "Boolean", node);
    }

    /** A whole number; {@code 2.0} is one. */
    public int integer(String key) {
        JsonNode node = object.path(key);
        if (node.isNumber()) {
            try {
                return new BigDecimal(node.asText()).intValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                return refuse(key, "Int", node);
            }
        }
        return refuse(key, "Int", node);
    }

    /** An array of texts, which may be empty. */
    public List<String> texts(String key) {
        JsonNode node = object.path(key);
        if (!node.isArray()) {
            return refuse(key, "List[String]", node);
        }
        List<String> texts = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            texts.add(item.isTextual() ? item.textValue() : refuse(key, "List[String]", item));
        }
        return List.copyOf(texts);
    }

    /** An object whose members are all texts, in the order written. */
    public Map<String, String> textMap(String key) {
        JsonNode node = object.path(key);
        if (!node.isObject()) {
            return refuse(key, "Map[String, String]", node);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            JsonNode value = member.getValue();
            texts.put(
                    member.getKey(),
                    value.isTextual() ? value.textValue() : refuse(key, "Map[String, String]", value));
        }
        return texts;
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> T refuse(String key, String type, JsonNode found) {
        throw new EnrichmentConfigException("Could not extract " + name(key) + " as " + type
                + " from supplied JSON due to " + (found.isMissingNode() ? "its absence" : "a " + kind(found)));
    }

    private static String kind(JsonNode node) {
        return node.isNumber() ? "number " + node.asText() : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
