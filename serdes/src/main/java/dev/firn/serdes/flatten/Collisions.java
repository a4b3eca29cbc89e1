package dev.firn.serdes.flatten;

/** What happens when two values of one record have the same flat key. Always counted, never silent. */
public enum Collisions {
    /** The later one gets the delimiter and the next free number from 2 on: {@code a_b}, {@code a_b_2}. */
    SUFFIX,
    /** Their values are gathered in one array under the key, in their order. */
    ARRAY,
    /** The record is rejected. */
    REJECT,
    /**
     * They cannot happen: what a key holds of the delimiter is escaped with {@code ~}. Where renaming makes two keys one, the
     * record is rejected.
     */
    ESCAPE
}
