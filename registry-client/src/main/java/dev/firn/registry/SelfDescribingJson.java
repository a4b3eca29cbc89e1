package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Data that names its schema: {@code {"schema":"iglu:…","data":…}}.
 *
 * @param schema what the data claims to be
 * @param data any JSON value, also null; not copied, so treat it as read-only
 */
public record SelfDescribingJson(SchemaKey schema, JsonNode data) {

    /** Reads the two members; others are ignored. See {@link ParseError} for the codes. */
    public static Decoded<SelfDescribingJson> of(JsonNode json) {
        JsonNode uri = json.get("schema");
        JsonNode data = json.get("data");
        if (!json.isObject() || uri == null || !uri.isTextual()) {
            return Decoded.invalid(ParseError.INVALID_DATA_PAYLOAD);
        }
        return SchemaKey.parse(uri.textValue())
                .fold(
                        key -> data == null
                                ? Decoded.invalid(ParseError.INVALID_DATA_PAYLOAD)
                                : Decoded.ok(new SelfDescribingJson(key, data)),
                        Decoded::invalid);
    }

    /** The two members in their usual order. */
    public ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", schema.toString());
        node.set("data", data);
        return node;
    }
}
