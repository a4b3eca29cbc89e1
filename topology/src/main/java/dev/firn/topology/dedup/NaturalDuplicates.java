package dev.firn.topology.dedup;

/** What becomes of an event that is a copy of one before it: same id, same fingerprint. */
public enum NaturalDuplicates {
    /** It ends here, counted. */
    DROP,
    /** It goes to the {@code duplicates} stream, with headers that name the place of the first one. */
    DIVERT
}
