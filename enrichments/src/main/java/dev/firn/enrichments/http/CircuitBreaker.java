package dev.firn.enrichments.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a service alone that does not answer. Without it a dead service costs every event the whole time limit, and the
 * stream thread its membership in the consumer group.
 *
 * <p>Closed until so many calls in a row failed; then open for a pause; then one call at a time finds out whether the service
 * is back. Calls that began before it opened have no say any more. Thread-safe.
 */
final class CircuitBreaker {

    /** Whether a call may be made, and in which role. */
    enum Permission {
        REFUSED,
        ORDINARY,
        TRIAL
    }

    private final int threshold;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private @Nullable Instant openedAt;
    private boolean trying;

    CircuitBreaker(int threshold, Duration pause, InstantSource clock) {
        this.threshold = threshold;
        this.pause = pause;
        this.clock = clock;
    }

    /** Whether there is no point in waiting for a place. */
    synchronized boolean refuses() {
        return openedAt != null && (trying || isPausing(openedAt));
    }

    /** Until a trial went well, also when one may be made. */
    synchronized boolean isOpen() {
        return openedAt != null;
    }

    /** Asks for a call; its end must be told unless refused. */
    synchronized Permission ask() {
        if (openedAt == null) {
            return Permission.ORDINARY;
        }
        if (trying || isPausing(openedAt)) {
            return Permission.REFUSED;
        }
        trying = true;
        return Permission.TRIAL;
    }

    synchronized void succeeded(Permission call) {
        if (call == Permission.TRIAL) {
            trying = false;
            openedAt = null;
        }
        if (openedAt == null) {
            failures = 0;
        }
    }

    synchronized void failed(Permission call) {
        if (call == Permission.TRIAL) {
            trying = false;
            openedAt = clock.instant();
        } else if (openedAt == null && ++failures >= threshold) {
            openedAt = clock.instant();
        }
    }

    /** The call ended without telling anything of the service. */
    synchronized void abandoned(Permission call) {
        if (call == Permission.TRIAL) {
            trying = false;
        }
    }

    /** A clock that was set back must not keep the circuit open for longer, so a time before the opening ends it too. */
    private boolean isPausing(Instant since) {
        Instant now = clock.instant();
        return !now.isBefore(since) && now.isBefore(since.plus(pause));
    }
}
