package dev.firn.enrichments.eventspec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One JSON object of a specification, and where it is. What is missing or of another type is an
 * {@link IllegalArgumentException} that names the place.
 */
final class SpecificationNode {

    private final String place;
    private final JsonNode object;

    /** @param place such as {@code [2].event}; empty for the whole file */
    SpecificationNode(String place, JsonNode object) {
        this.place = place;
        this.object = object;
        if (!object.isObject()) {
            throw new IllegalArgumentException(place() + " is no object");
        }
    }

    String place() {
        return place.isEmpty() ? "the file" : place;
    }

    /** Whether the key is there and not null. */
    boolean has(String key) {
        return object.hasNonNull(key);
    }

    Iterable<Map.Entry<String, JsonNode>> members() {
        return object.properties();
    }

    void allows(Set<String> keys) {
        object.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw unknown(key);
            }
        });
    }

    String text(String key) {
        return require(key, "a text", JsonNode::isTextual).textValue();
    }

    boolean flag(String key) {
        return require(key, "true or false", JsonNode::isBoolean).booleanValue();
    }

    /** A whole number that is not negative. */
    int integer(String key) {
        return require(
                        key,
                        "a whole number from 0 to " + Integer.MAX_VALUE,
                        node -> node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0)
                .intValue();
    }

    SpecificationNode object(String key) {
        return new SpecificationNode(name(key), require(key, "an object", JsonNode::isObject));
    }

    /** The objects of an array; none when the key is absent. */
    List<SpecificationNode> objects(String key) {
        List<SpecificationNode> objects = new ArrayList<>();
        if (has(key)) {
            int index = 0;
            for (JsonNode item : require(key, "an array", JsonNode::isArray)) {
                objects.add(new SpecificationNode(name(key) + "[" + index++ + "]", item));
            }
        }
        return objects;
    }

    private JsonNode require(String key, String expectation, Predicate<JsonNode> fits) {
        JsonNode node = object.path(key);
        if (!fits.test(node)) {
            throw unfit(key, expectation);
        }
        return node;
    }

    IllegalArgumentException unfit(String key, String expectation) {
        return new IllegalArgumentException(name(key) + " must be " + expectation);
    }

    IllegalArgumentException unknown(String key) {
        return new IllegalArgumentException(name(key) + " is an unknown key");
    }

    private String name(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }
}
