package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One flat object while it grows; the one place where values can have the same key. */
final class FlatRecord {

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final Flattener flattener;
    private final Tallies.Counting tallies;
    private @Nullable Map<String, Integer> lastNumbers;
    private @Nullable Set<String> gathered;

    FlatRecord(Flattener flattener, Tallies.Counting tallies) {
        this.flattener = flattener;
        this.tallies = tallies;
    }

    ObjectNode fields() {
        return fields;
    }

    void put(String key, JsonNode value) {
        JsonNode there = fields.putIfAbsent(key, value);
        if (there == null) {
            return;
        }
        tallies.add(Tally.COLLISIONS, 1);
        switch (flattener.rules().collisions()) {
            case SUFFIX -> fields.set(numbered(key), value);
            case ARRAY -> gather(key, there, value);
            default -> throw new Rejected(Rejection.Reason.COLLISION, "two values with the flat key " + key);
        }
    }

    private String numbered(String key) {
        Map<String, Integer> last = lastNumbers;
        if (last == null) {
            last = new HashMap<>();
            lastNumbers = last;
        }
        int number = last.getOrDefault(key, 1);
        String candidate;
        do {
            number++;
            candidate = flattener.names().withSuffix(key, flattener.rules().delimiter() + number);
        } while (fields.has(candidate));
        last.put(key, number);
        return candidate;
    }

    private void gather(String key, JsonNode there, JsonNode value) {
        Set<String> keys = gathered;
        if (keys == null) {
            keys = new HashSet<>();
            gathered = keys;
        }
        // What is there may be an array that was a value by itself: only one of ours is added to.
        if (!keys.add(key) && there instanceof ArrayNode array) {
            array.add(value);
        } else {
            fields.set(key, JsonNodeFactory.instance.arrayNode().add(there).add(value));
        }
    }
}
