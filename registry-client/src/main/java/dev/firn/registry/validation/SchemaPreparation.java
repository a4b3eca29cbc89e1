package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rewrites a schema so that both validators understand it in Iglu's sense, whatever they think of references:
 *
 * <ul>
 *   <li>a {@code $ref} to http or https is left out, which accepts everything and fetches nothing;
 *   <li>{@code id} and {@code $schema} are left out, so that every other reference is one into this document;
 *   <li>lengths and counts that no Java string or collection can reach are left out;
 *   <li>the {@code enum} of what is {@code nullable} has null, too;
 *   <li>a {@code $ref} with neighbours moves into their {@code allOf}: Enrich's validator applies both.
 * </ul>
 */
final class SchemaPreparation {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private boolean beyondDraft4;

    /** The rewritten copy. */
    ObjectNode schema(JsonNode schema) {
        ObjectNode prepared = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            String keyword = member.getKey();
            JsonNode value = member.getValue();
            boolean name = value.isTextual() && (keyword.equals("id") || keyword.equals("$schema"));
            if (!name && !isRemoteReference(keyword, value) && !isUnreachable(keyword, value)) {
                prepared.set(keyword, behind(keyword, value));
            }
            beyondDraft4 |= keyword.equals(Keywords.NOT_ALLOWED);
        }
        if (isNullable(prepared) && prepared.path("enum").isArray()) {
            prepared.set(
                    "enum",
                    NODES.arrayNode().addAll(elements(prepared.path("enum"))).addNull());
        }
        return withReferenceAmongAll(prepared);
    }

    /** OpenAPI's word, which Enrich's validator understands, too. */
    static boolean isNullable(JsonNode schema) {
        return schema.path("nullable").asBoolean();
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    /** The schema has a keyword that only the library knows. */
    boolean isBeyondDraft4() {
        return beyondDraft4;
    }

    private static boolean isRemoteReference(String keyword, JsonNode value) {
        if (!keyword.equals("$ref") || !value.isTextual()) {
            return false;
        }
        String reference = value.textValue().toLowerCase(Locale.ROOT);
        return reference.startsWith("http:") || reference.startsWith("https:");
    }

    private static boolean isUnreachable(String keyword, JsonNode value) {
        return Keywords.COUNTS.contains(keyword) && !value.canConvertToInt();
    }

    private JsonNode behind(String keyword, JsonNode value) {
        if (Keywords.VALUES.contains(keyword)) {
            return value;
        }
        if (value.isArray()) {
            ArrayNode elements = NODES.arrayNode();
            for (JsonNode element : value) {
                elements.add(element.isObject() ? schema(element) : element);
            }
            return elements;
        }
        if (!value.isObject()) {
            return value;
        }
        // an unknown keyword may hold schemas that a reference reaches
        return Keywords.NAMED_SCHEMAS.contains(keyword) ? named(value) : schema(value);
    }

    private ObjectNode named(JsonNode schemas) {
        ObjectNode prepared = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : schemas.properties()) {
            JsonNode value = member.getValue();
            prepared.set(member.getKey(), value.isObject() ? schema(value) : value);
        }
        return prepared;
    }

    private static ObjectNode withReferenceAmongAll(ObjectNode schema) {
        JsonNode reference = schema.path("$ref");
        boolean alone = schema.properties().stream()
                .noneMatch(member -> !member.getKey().equals("$ref") && Keywords.VALIDATING.contains(member.getKey()));
        if (!reference.isTextual() || alone) {
            return schema;
        }
        schema.remove("$ref");
        ArrayNode all = NODES.arrayNode().addAll(elements(schema.path("allOf")));
        // last, so that pointers into allOf still hold
        schema.set("allOf", all.add(NODES.objectNode().set("$ref", reference)));
        return schema;
    }
}
