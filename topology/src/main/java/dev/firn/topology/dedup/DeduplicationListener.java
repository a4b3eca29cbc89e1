package dev.firn.topology.dedup;

import dev.firn.topology.flow.Timed;

/**
 * Told how each good event was judged. Called on stream threads for every event, so it must be quick, thread-safe, and must
 * not throw. What is processed again after a failure is told again.
 */
@FunctionalInterface
public interface DeduplicationListener extends Timed {

    DeduplicationListener NONE = fate -> {};

    /** How an event can be judged. */
    enum Fate {
        /** Nothing of its id was there: the first one. */
        PASSED,
        /** Same id and fingerprint as an event before it. */
        NATURAL,
        /** Same id, another fingerprint. */
        SYNTHETIC,
        /** It has no id, and passed unseen. */
        WITHOUT_ID,
        /** It came too late to be judged for sure: nothing of its id is remembered, but might have been. It passed. */
        TOO_LATE
    }

    /** Of each event just once. */
    void count(Fate fate);
}
