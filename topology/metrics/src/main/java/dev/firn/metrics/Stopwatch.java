package dev.firn.metrics;

import dev.firn.topology.flow.Timed;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Times some of the items of one step. Thread-safe. */
record Stopwatch(Sampler sampler, Timer timer) {

    long start() {
        // A clock that shows just the sign for "not timed" costs a sample.
        return sampler.picks() ? System.nanoTime() : Timed.NOT_TIMED;
    }

    void end(long start) {
        if (start != Timed.NOT_TIMED) {
            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }
}
