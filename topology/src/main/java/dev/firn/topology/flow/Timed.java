package dev.firn.topology.flow;

/**
 * A listener that may want to know how long a step takes. It decides about each item before the step begins, so that some
 * can be picked; the others, and listeners that never want to know, cost nothing.
 */
public interface Timed {

    /** What {@link #start} gives for items that are not timed. */
    long NOT_TIMED = 0;

    /** The time at which the step begins, in nanoseconds of {@link System#nanoTime}; {@link #NOT_TIMED} for not timing it. */
    default long start() {
        return NOT_TIMED;
    }

    /** @param start what {@link #start} gave for the item */
    default void end(long start) {}
}
