package dev.firn.topology.output;

import dev.firn.topology.flow.StreamId;
import dev.firn.topology.flow.Timed;

/**
 * Is told what becomes of items at their outputs: once for each item and output, by many threads at once, on the hot path.
 * A transaction that is aborted is counted, and so is its repetition.
 */
public interface OutputListener extends Timed {

    /** Listens to nothing. */
    OutputListener NONE = (output, what, times) -> {};

    /** What can become of an item. */
    enum Fate {
        /** A record was sent. */
        WRITTEN,
        /** The filter did not hold. */
        FILTERED_OUT,
        /** Not in the sample. */
        SAMPLED_OUT,
        /** The filter could not be evaluated, and so did not hold; is counted as filtered out, too. */
        FILTER_ERROR,
        /** It had no topic that it may go to; it went to the fallback, or became a bad row. */
        TOPIC_REFUSED,
        /** It was too large, and became a bad row; originals of pseudonymised values are dropped instead. */
        OVERSIZED,
        /** It could not be given its shape; it became a bad row. Bad rows and originals stay as they were. */
        MISSHAPEN
    }

    /**
     * @param output its name
     * @param times how often, at least once
     */
    void count(String output, Fate fate, long times);

    /**
     * An item has come to the outputs of its stream, of which there is at least one; told once, before its fates.
     *
     * @param time of the item, in milliseconds since the epoch: when the collector received an event
     * @param now by the clock of the topology
     */
    default void arrived(StreamId stream, long time, long now) {}

    /**
     * A record was sent; told beside {@link Fate#WRITTEN}.
     *
     * @param stream that the output writes
     * @param bytes of its value
     * @param time of the item, as {@link #arrived} tells it
     * @param now by the clock of the topology
     */
    default void written(String output, StreamId stream, int bytes, long time, long now) {}
}
