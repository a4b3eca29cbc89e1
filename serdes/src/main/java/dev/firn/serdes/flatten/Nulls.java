package dev.firn.serdes.flatten;

/** What becomes of {@code null}. */
public enum Nulls {
    /** It stays. */
    KEEP,
    /** It is left out and counted. */
    DROP
}
