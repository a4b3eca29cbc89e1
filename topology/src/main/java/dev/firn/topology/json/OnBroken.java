package dev.firn.topology.json;

/** What becomes of a record in which something is broken or rejected. */
public enum OnBroken {
    /** A bad row for each such part, which holds the part; the good objects pass. */
    BAD_ROW_AND_PASS_GOOD,
    /** One bad row that holds the whole record; nothing of it passes. */
    BAD_ROW_WHOLE_RECORD
}
