package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The schemas of one vendor, name and model that a registry holds, in the registry's order: never empty, the first is
 * {@code M-0-0}, none twice.
 */
public record SchemaList(List<SchemaKey> schemas) {

    /** @throws IllegalArgumentException for a list that breaks the rules; data comes through {@link #of} */
    public SchemaList {
        schemas = List.copyOf(schemas);
        if (!isProper(schemas)) {
            throw new IllegalArgumentException("not a schema list: " + schemas);
        }
    }

    /** The list these keys make, or none when they break the rules. */
    public static Optional<SchemaList> of(List<SchemaKey> schemas) {
        return isProper(schemas) ? Optional.of(new SchemaList(schemas)) : Optional.empty();
    }

    /** Reads a JSON array of Iglu URIs. */
    public static Optional<SchemaList> of(JsonNode json) {
        if (!json.isArray()) {
            return Optional.empty();
        }
        List<SchemaKey> keys = new ArrayList<>(json.size());
        for (JsonNode element : json) {
            if (!element.isTextual() || !(SchemaKey.parse(element.textValue()) instanceof Decoded.Ok<SchemaKey> key)) {
                return Optional.empty();
            }
            keys.add(key.value());
        }
        return of(keys);
    }

    private static boolean isProper(List<SchemaKey> keys) {
        if (keys.isEmpty()) {
            return false;
        }
        SchemaKey first = keys.get(0);
        return first.version().revision() == 0
                && first.version().addition() == 0
                && keys.stream()
                        .allMatch(key -> key.vendor().equals(first.vendor())
                                && key.name().equals(first.name()))
                && new HashSet<>(keys).size() == keys.size();
    }
}
