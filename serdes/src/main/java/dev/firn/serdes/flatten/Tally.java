package dev.firn.serdes.flatten;

import java.util.Locale;

/** What is counted while flattening. {@link #label()} is for metrics and messages. */
public enum Tally {
    /** Values whose flat key was taken already. */
    COLLISIONS,
    /** Keys that a text repeated within one object. */
    DUPLICATE_KEYS,
    /** Texts that were parsed as JSON. */
    PARSED_TEXTS,
    /** Texts that were to be parsed and stayed texts. */
    UNPARSED_TEXTS,
    /** Objects and arrays that became JSON text because they lie too deep. */
    DEPTH_CUTS,
    /** Elements that became records of their own. */
    EXPLODED_ELEMENTS,
    /** Elements left out because only the first or last was wanted. */
    DROPPED_ELEMENTS,
    /** Nulls left out. */
    DROPPED_NULLS,
    /** Empty objects and arrays left out. */
    DROPPED_CONTAINERS,
    /** Documents that were rejected. */
    REJECTED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** {@code collisions} and so on: stable, snake_case. */
    public String label() {
        return label;
    }
}
