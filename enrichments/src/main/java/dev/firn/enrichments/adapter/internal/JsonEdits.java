package dev.firn.enrichments.adapter.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What webhooks do to a JSON tree that was parsed for them, in place. Trees are as deep as the parser lets them be. */
public final class JsonEdits {

    private JsonEdits() {}

    /** Visits every object, the outer one first; not those inside arrays. */
    public static void eachObject(JsonNode node, Consumer<ObjectNode> edit) {
        if (node instanceof ObjectNode object) {
            edit.accept(object);
            for (JsonNode child : object) {
                eachObject(child, edit);
            }
        }
    }

    /** As {@link #eachObject}, of those inside arrays too. */
    public static void eachObjectAndInArrays(JsonNode node, Consumer<ObjectNode> edit) {
        if (node instanceof ObjectNode object) {
            edit.accept(object);
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                eachObjectAndInArrays(child, edit);
            }
        }
    }

    /** A member's value if that is a text. */
    public static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /** A copy whose names are in camelCase; see {@link CamelCase}. Of names that fall together the last one's value stays. */
    public static JsonNode inCamelCase(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode renamed = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                renamed.set(CamelCase.of(member.getKey()), inCamelCase(member.getValue()));
            }
            return renamed;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, inCamelCase(array.get(i)));
            }
        }
        return node;
    }

    /** Puts the members of {@code over} into {@code base}, and merges what are objects in both. */
    public static ObjectNode merge(ObjectNode base, ObjectNode over) {
        for (Map.Entry<String, JsonNode> member : over.properties()) {
            if (base.get(member.getKey()) instanceof ObjectNode inner
                    && member.getValue() instanceof ObjectNode innerOver) {
                merge(inner, innerOver);
            } else {
                base.set(member.getKey(), member.getValue());
            }
        }
        return base;
    }

    /** The text itself, or JSON's null. */
    public static JsonNode textOrNull(@Nullable String text) {
        return text == null ? NullNode.instance : JsonNodeFactory.instance.textNode(text);
    }
}
