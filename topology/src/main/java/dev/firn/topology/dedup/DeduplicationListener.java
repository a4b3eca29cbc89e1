package dev.firn.topology.dedup;

import dev.firn.topology.flow.Timed;

/**
 * Told how each good event was judged. Called on stream threads for every event, so it must be quick, thread-safe, and must
 * not throw. What is processed again after a failure is told again.
 */
public interface DeduplicationListener extends Timed {

    DeduplicationListener NONE = new DeduplicationListener() {};

    /** Nothing of its id was there: the first one. */
    default void passed() {}

    /** Same id and fingerprint as an event before it. */
    default void natural() {}

    /** Same id, another fingerprint. */
    default void synthetic() {}

    /** It has no id, and passed unseen. */
    default void withoutId() {}

    /** It came too late to be judged for sure: nothing of its id is remembered, but might have been. It passed. */
    default void tooLate() {}
}
