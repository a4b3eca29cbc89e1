package dev.firn.serdes.flatten;

/** What becomes of an array that is a record, or a whole file. */
public enum TopLevelArrays {
    /** Each element is a record. */
    EXPLODE,
    /** It is refused. */
    REJECT
}
