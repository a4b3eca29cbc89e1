package dev.firn.topology.dedup;

/** What becomes of an event that has the id of another one before it, but another fingerprint. */
public enum SyntheticDuplicates {
    /** It goes on under an id of its own, and a {@code duplicate} context tells the one it came with. */
    KEEP_WITH_NEW_ID,
    /** It goes on as it is. */
    KEEP,
    /** It goes to the {@code duplicates} stream, with headers that name the place of the first event of that id. */
    DIVERT
}
