package dev.firn.serdes.flatten;

/** What happens when a text repeats a key within one object. Always counted, never silent. */
public enum DuplicateKeys {
    /** The last value counts, in the place of the first. */
    LAST,
    /** The first value counts. */
    FIRST,
    /** The object is refused. */
    REJECT
}
