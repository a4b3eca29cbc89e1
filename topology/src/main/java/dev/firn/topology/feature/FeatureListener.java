package dev.firn.topology.feature;

import dev.firn.topology.flow.Timed;

/**
 * Told what became of each item that a join is about, and of features that cannot be used. Called on stream threads, for
 * every item, so it must be quick, thread-safe, and must not throw. What is processed again after a failure is told again.
 */
@FunctionalInterface
public interface FeatureListener extends Timed {

    FeatureListener NONE = fate -> {};

    /** What can be told. Each item is in just one of the first five, once it goes on. */
    enum Fate {
        /** The feature was there. */
        JOINED,
        /** No feature, nothing to wait for, and no default. Also when the item has no key. */
        MISSING,
        /** As {@link #MISSING}, but there is a default. */
        DEFAULTED,
        /** The feature came while the item waited. */
        WAITED_THEN_JOINED,
        /** The feature did not come in time, or too many were waiting. It went on with the default, if there is one. */
        WAITED_IN_VAIN,
        /** One went on because too many were waiting; {@link #WAITED_IN_VAIN} is told, too. */
        OVERFLOWED,
        /** A field was left out of a JSON object that has a member of its name. */
        COLLIDED,
        /** A record of the feature topic is no feature; {@link #malformed} is told, too. */
        MALFORMED,
        /** A record of the feature topic lies where nobody looks for it; {@link #misplaced} is told, too. */
        MISPLACED
    }

    void count(Fate fate);

    /** A record of the feature topic is no feature; it counts as the removal of its key's. */
    default void malformed(String topic, int partition, long offset, String reason) {}

    /**
     * A record of a partitioned table's topic lies where no item will look for it: its producer does not choose partitions as
     * Java's does by default. Only told of what is read after the first item.
     */
    default void misplaced(String topic, int partition, long offset) {}
}
