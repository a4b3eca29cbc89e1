package dev.firn.serdes.flatten;

/** What becomes of objects and arrays below the deepest level. */
public enum DeepValues {
    /** Their JSON, as a text; counted. */
    JSON_TEXT,
    /** The record is rejected. */
    REJECT
}
