package dev.firn.metrics;

import dev.firn.topology.flow.Timed;

/** A listener whose items a stopwatch times. */
interface TimedByStopwatch extends Timed {

    Stopwatch stopwatch();

    @Override
    default long start() {
        return stopwatch().start();
    }

    @Override
    default void end(long start) {
        stopwatch().end(start);
    }
}
