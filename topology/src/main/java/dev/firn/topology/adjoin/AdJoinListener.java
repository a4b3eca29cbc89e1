package dev.firn.topology.adjoin;

import dev.firn.topology.flow.Timed;

/**
 * Told what an ad join does. Called on stream threads for each ad event, so it must be quick, thread-safe, and must not
 * throw. What is processed again after a failure is told again.
 */
public interface AdJoinListener extends Timed {

    AdJoinListener NONE = new AdJoinListener() {};

    /** One was taken in, for the first time. */
    default void received(AdKind kind) {}

    /** One was there already, and changed nothing. */
    default void duplicate(AdKind kind) {}

    /** One has no usable key or id: missing, empty, or longer than {@link AdJoin#MAX_ID_CHARS} characters. */
    default void unusable(AdKind kind) {}

    /** The fields of one were left out, as they need more than {@link AdJoin#MAX_FIELD_BYTES} bytes. */
    default void fieldsLeftOut(AdKind kind) {}

    /** One came beyond grace, and was ignored. */
    default void late(AdKind kind) {}

    /** One was forgotten before its time, as there are too many of its key. */
    default void overflowed(AdKind kind) {}

    /** A conversion left for the first time, with touches. */
    default void joined() {}

    /** A conversion left for the first time, without touches. */
    default void unattributed() {}

    /** A conversion left once more, as what was said of it is no longer so. */
    default void restated() {}
}
