package dev.firn.registry;

import java.time.Duration;

/**
 * What is left of the time one lookup may take, over all registries and retries. Runs on the monotonic clock: a lookup
 * blocks its thread in real time, whatever the injected clock says.
 */
final class Budget {

    private final long deadline;

    Budget(Duration whole) {
        this.deadline = System.nanoTime() + whole.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** The smaller of this and what is left. */
    Duration atMost(Duration wanted) {
        Duration left = left();
        return wanted.compareTo(left) < 0 ? wanted : left;
    }
}
