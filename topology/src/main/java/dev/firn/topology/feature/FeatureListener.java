package dev.firn.topology.feature;

import dev.firn.topology.flow.Timed;

/**
 * Told what became of each item that a join is about, and of features that cannot be used. Called on stream threads, for
 * every item, so it must be quick, thread-safe, and must not throw. What is processed again after a failure is told again.
 *
 * <p>For each item just one of {@link #joined}, {@link #missing}, {@link #defaulted}, {@link #waitedThenJoined} and {@link
 * #waitedInVain} is called, once it goes on.
 */
public interface FeatureListener extends Timed {

    FeatureListener NONE = new FeatureListener() {};

    /** The feature was there. */
    default void joined() {}

    /** No feature, nothing to wait for, and no default. Also when the item has no key. */
    default void missing() {}

    /** As {@link #missing}, but there is a default. */
    default void defaulted() {}

    /** The feature came while the item waited. */
    default void waitedThenJoined() {}

    /** The feature did not come in time, or too many were waiting. It went on with the default, if there is one. */
    default void waitedInVain() {}

    /** One went on because too many were waiting; {@link #waitedInVain} is called, too. */
    default void overflowed() {}

    /** A field was left out of a JSON object that has a member of its name. */
    default void collided() {}

    /** A record of the feature topic is no feature; it counts as the removal of its key's. */
    default void malformed(String topic, int partition, long offset, String reason) {}

    /**
     * A record of a partitioned table's topic lies where no item will look for it: its producer does not choose partitions as
     * Java's does by default. Only told of what is read after the first item.
     */
    default void misplaced(String topic, int partition, long offset) {}
}
