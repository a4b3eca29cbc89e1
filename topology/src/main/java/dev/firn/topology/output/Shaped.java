package dev.firn.topology.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item in one shape.
 *
 * @param values mostly one; more for rules that explode; not to be changed
 * @param objects the same as JSON where the names in them depend on data; not to be changed
 * @param problem why there are no values, or null
 */
record Shaped(List<byte[]> values, List<? extends JsonNode> objects, @Nullable String problem) {

    static Shaped of(byte[] value) {
        return new Shaped(List.of(value), List.of(), null);
    }

    static Shaped of(byte[] value, JsonNode object) {
        return new Shaped(List.of(value), List.of(object), null);
    }
}
