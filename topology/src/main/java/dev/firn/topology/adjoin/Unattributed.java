package dev.firn.topology.adjoin;

/** What becomes of a conversion that no touch precedes. */
public enum Unattributed {
    /** A record tells of it at once, with no touches in it; a touch that comes late restates it. */
    EMIT,
    /**
     * No record until there is a touch. Where an earlier conversion takes the only touch away afterwards, a restatement
     * without touches still tells of that.
     */
    OMIT
}
