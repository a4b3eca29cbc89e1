package dev.firn.topology.dedup;

import org.jspecify.annotations.Nullable;

/**
 * What an event is.
 *
 * @param earlier the one that it is a duplicate of; for a synthetic duplicate, any earlier one of its id; null for a new
 *     one
 */
record Verdict(Kind kind, @Nullable Occurrence earlier) {

    enum Kind {
        /** The first of its id. */
        NEW,
        /** As far as is remembered the first of its id; but what is forgotten might tell otherwise. */
        TOO_LATE,
        /** A copy. */
        NATURAL,
        /** Another event with the same id. */
        SYNTHETIC
    }

    static final Verdict NEW = new Verdict(Kind.NEW, null);
    static final Verdict TOO_LATE = new Verdict(Kind.TOO_LATE, null);
}
