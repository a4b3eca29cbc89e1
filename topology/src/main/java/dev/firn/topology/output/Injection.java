package dev.firn.topology.output;

import static java.util.Objects.requireNonNull;

/**
 * A top-level member that is added to JSON values; {@code null} when there is no value. A name that the object has already is
 * an error: at start where the names are known, a bad row where they depend on data.
 */
public record Injection(String name, Value value) {

    public Injection {
        requireNonNull(value, "value");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("inject: expected a name that is not empty");
        }
    }
}
