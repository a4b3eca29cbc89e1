package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/**
 * Makes flat objects of documents, by {@link FlattenRules}. Thread-safe; to be kept, since it remembers the flat keys that
 * it has made. Never throws for data.
 */
public final class Flattener {

    private final FlattenRules rules;

    private Flattener(FlattenRules rules) {
        this.rules = Objects.requireNonNull(rules);
    }

    public static Flattener of(FlattenRules rules) {
        return new Flattener(rules);
    }

    public FlattenRules rules() {
        return rules;
    }

    /** @param document not changed; what comes out may share parts of it */
    public Flattened flatten(JsonNode document) {
        return new Flattened(List.of(), List.of(), Tallies.none());
    }
}
