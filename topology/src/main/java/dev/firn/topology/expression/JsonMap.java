package dev.firn.topology.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A JSON object in the expression language. */
@SuppressWarnings("Immutable") // nobody changes an item's content while it is evaluated
final class JsonMap extends MapView {

    private final ObjectNode object;

    JsonMap(ObjectNode object) {
        this.object = object;
    }

    ObjectNode object() {
        return object;
    }

    @Override
    @Nullable
    Object member(String name) {
        JsonNode member = object.get(name);
        return member == null ? null : JsonValues.toCel(member);
    }

    @Override
    Iterable<String> names() {
        return object::fieldNames;
    }

    @Override
    public int size() {
        return object.size();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && object.has(text);
    }
}
