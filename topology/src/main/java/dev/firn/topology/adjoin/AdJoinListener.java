package dev.firn.topology.adjoin;

import dev.firn.topology.flow.Timed;

/**
 * Told what an ad join does. Called on stream threads for each ad event, so it must be quick, thread-safe, and must not
 * throw. What is processed again after a failure is told again.
 */
@FunctionalInterface
public interface AdJoinListener extends Timed {

    AdJoinListener NONE = (kind, fate) -> {};

    /** What can become of an ad event. */
    enum Fate {
        /** One was taken in, for the first time. */
        RECEIVED,
        /** One was there already, and changed nothing. */
        DUPLICATE,
        /** One has no usable key or id: missing, empty, or longer than {@link AdJoin#MAX_ID_CHARS} characters. */
        UNUSABLE,
        /** The fields of one were left out, as they need more than {@link AdJoin#MAX_FIELD_BYTES} bytes. */
        FIELDS_LEFT_OUT,
        /** One came beyond grace, and was ignored. */
        LATE,
        /** One was forgotten before its time, as there are too many of its key. */
        OVERFLOWED,
        /** A conversion left for the first time, with touches. */
        JOINED,
        /** A conversion left for the first time, without touches. */
        UNATTRIBUTED,
        /** A conversion left once more, as what was said of it is no longer so. */
        RESTATED
    }

    void count(AdKind kind, Fate fate);
}
