package dev.firn.topology.output;

import static java.util.Objects.requireNonNull;

/**
 * A record header; left out when there is no value.
 *
 * @param name neither empty nor starting with {@code firn-}, which is ours
 */
public record HeaderRule(String name, Value value) {

    static final String RESERVED = "firn-";

    public HeaderRule {
        requireNonNull(value, "value");
        if (name.isEmpty() || name.startsWith(RESERVED)) {
            throw new IllegalArgumentException(
                    "header = " + name + ", expected a name that does not start with " + RESERVED);
        }
    }
}
