package dev.firn.enrichments.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a database alone that cannot be reached, so that it does not cost every event the time limit. Open for a pause after
 * so many failures in a row; then one query at a time finds out whether the database is back. Thread-safe.
 */
final class Circuit {

    private final int threshold;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private @Nullable Instant quietUntil;

    Circuit(int threshold, Duration pause, InstantSource clock) {
        this.threshold = threshold;
        this.pause = pause;
        this.clock = clock;
    }

    /** Whether to ask now; what came of it must be told. */
    synchronized boolean mayAsk() {
        if (failures < threshold) {
            return true;
        }
        Instant now = clock.instant();
        if (quietUntil != null && isQuiet(now, quietUntil)) {
            return false;
        }
        // This one tries; others wait for another pause, unless it tells before.
        quietUntil = now.plus(pause);
        return true;
    }

    /** A clock that was set back must not keep the circuit open for longer, so a time before the pause ends it too. */
    private boolean isQuiet(Instant now, Instant until) {
        return now.isBefore(until) && !now.isBefore(until.minus(pause));
    }

    /** Until an answer came, also when a query may be tried. */
    synchronized boolean isOpen() {
        return failures >= threshold;
    }

    /** The database answered, be it with an error. */
    synchronized void answered() {
        failures = 0;
        quietUntil = null;
    }

    synchronized void failed() {
        if (failures < threshold) {
            failures++;
        }
        if (failures == threshold) {
            quietUntil = clock.instant().plus(pause);
        }
    }
}
