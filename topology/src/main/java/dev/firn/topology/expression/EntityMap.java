package dev.firn.topology.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The self-describing parts of one JSON column, by the names that the analytics SDKs give to schemas: {@code
 * com_acme_user_1}. The contexts of one schema and model are a list, in order; the unstructured event is itself.
 */
@SuppressWarnings("Immutable") // nobody changes an item's content while it is evaluated
final class EntityMap extends MapView {

    private final @Nullable JsonNode data;

    /** @param envelope the column, null when it is empty */
    EntityMap(@Nullable JsonNode envelope) {
        data = envelope == null ? null : envelope.get("data");
    }

    @Override
    @Nullable
    Object member(String name) {
        if (data == null) {
            return null;
        }
        if (!data.isArray()) {
            return name.equals(name(data)) ? JsonValues.toCel(data.get("data")) : null;
        }
        ArrayNode found = null;
        for (JsonNode entity : data) {
            if (name.equals(name(entity))) {
                found = found == null ? JsonNodeFactory.instance.arrayNode() : found;
                found.add(entity.get("data"));
            }
        }
        return found == null ? null : new JsonList(found);
    }

    @Override
    Iterable<String> names() {
        Set<String> names = new LinkedHashSet<>();
        if (data != null) {
            for (JsonNode entity :
                    data.isArray() ? data : JsonNodeFactory.instance.arrayNode().add(data)) {
                String name = name(entity);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Null for what is no self-describing JSON. */
    private static @Nullable String name(JsonNode entity) {
        JsonNode schema = entity.get("schema");
        return schema == null || !schema.isTextual() || !entity.has("data") ? null : EntityNames.of(schema.textValue());
    }
}
