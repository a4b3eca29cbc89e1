package dev.firn.topology.feature;

/** What the keys of a feature topic are. */
public enum KeyFormat {
    /** The text of the expression, in UTF-8. */
    TEXT,
    /** The text of the expression as a JSON string, as Connect's JSON converter writes it: with quotes. */
    JSON
}
