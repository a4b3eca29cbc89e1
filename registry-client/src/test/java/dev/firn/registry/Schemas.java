package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small schemas and data for the tests of this package. */
final class Schemas {

    private Schemas() {}

    /** A schema that wants an object with these members. */
    static ObjectNode object(String uri, String... required) {
        SchemaKey key = SchemaKey.of(uri);
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("$schema", SelfDescribingSchema.META_SCHEMA);
        schema.putObject("self")
                .put("vendor", key.vendor())
                .put("name", key.name())
                .put("format", key.format())
                .put("version", key.version().toString());
        schema.put("type", "object");
        if (required.length > 0) {
            for (String name : required) {
                schema.withArray("required").add(name);
            }
        }
        return schema;
    }

    static String text(String uri, String... required) {
        return object(uri, required).toString();
    }

    /** Data of this schema: an object with these members, all 1. */
    static SelfDescribingJson data(String uri, String... members) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        for (String name : members) {
            data.put(name, 1);
        }
        return new SelfDescribingJson(SchemaKey.of(uri), data);
    }

    static JsonNode supersededBy(JsonNode schema, String version) {
        return ((ObjectNode) schema).put("$supersededBy", version);
    }
}
