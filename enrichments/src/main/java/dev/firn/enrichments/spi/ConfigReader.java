package dev.firn.enrichments.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads typed values out of one JSON object of an enrichment's configuration. A value that is missing or of another type is
 * an {@link EnrichmentConfigException} that names the key with its path, what was found and what was expected. Values
 * are quoted only where a number was expected: other ones may be passwords.
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
        return new ConfigReader(name(key), require(key, "Object", JsonNode::isObject));
    }

    /** An array of objects, which may be empty. */
    public List<ConfigReader> objects(String key) {
        JsonNode node = require(key, "List[Object]", JsonNode::isArray);
        List<ConfigReader> objects = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            if (!item.isObject()) {
                throw unfit(key, "List[Object]", item);
            }
            objects.add(new ConfigReader(name(key) + "[" + objects.size() + "]", item));
        }
        return List.copyOf(objects);
    }

    public String text(String key) {
        return require(key, "String", JsonNode::isTextual).textValue();
    }

    public boolean flag(String key) {
        return require(key, "Boolean", JsonNode::isBoolean).booleanValue();
    }

    /** A whole number; {@code 2.0} is one. */
    public int integer(String key) {
        JsonNode node = require(key, "Int", JsonNode::isNumber);
        try {
            return new BigDecimal(node.asText()).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw unfit(key, "Int", "the value " + node.asText());
        }
    }

    /** An array of texts, which may be empty. */
    public List<String> texts(String key) {
        JsonNode node = require(key, "List[String]", JsonNode::isArray);
        List<String> texts = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            if (!item.isTextual()) {
                throw unfit(key, "List[String]", item);
            }
            texts.add(item.textValue());
        }
        return List.copyOf(texts);
    }

    /** An object whose members are all texts, in the order written. */
    public Map<String, String> textMap(String key) {
        JsonNode node = require(key, "Map[String, String]", JsonNode::isObject);
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!member.getValue().isTextual()) {
                throw unfit(key, "Map[String, String]", member.getValue());
            }
            texts.put(member.getKey(), member.getValue().textValue());
        }
        return texts;
    }

    private JsonNode require(String key, String type, Predicate<JsonNode> fits) {
        JsonNode node = object.path(key);
        if (!fits.test(node)) {
            throw unfit(key, type, node);
        }
        return node;
    }

    /** The key with its path, as messages name it. */
    public String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private EnrichmentConfigException unfit(String key, String type, JsonNode found) {
        String kind = found.getNodeType().name().toLowerCase(Locale.ROOT);
        return unfit(key, type, found.isMissingNode() ? "its absence" : "a value of type " + kind);
    }

    private EnrichmentConfigException unfit(String key, String type, String reason) {
        return new EnrichmentConfigException(
                "Could not extract " + name(key) + " as " + type + " from supplied JSON due to " + reason);
    }
}
