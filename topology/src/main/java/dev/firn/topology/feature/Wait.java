package dev.firn.topology.feature;

import java.time.Duration;

/**
 * How long, and how many, events wait for a feature that is not there.
 *
 * <p>Time passes with the timestamps of the records that are processed, so that reading a topic again gives what reading it
 * the first time gave. The clock counts only where that does not help: when nothing came to the partition for as long as the
 * bound, or when an event waits for twice as long; counted anew after a restart.
 *
 * @param bound after which an event goes on without; one millisecond to 7 days
 * @param events that wait at a time, at most, in each partition of the feature topic; when there are more, the one that waits
 *     longest goes on without
 * @param bytes that they take, at most, likewise
 */
public record Wait(Duration bound, int events, long bytes) {

    private static final Duration LONGEST = Duration.ofDays(7);

    public Wait {
        if (bound.compareTo(Duration.ofMillis(1)) < 0 || bound.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("bound = " + bound + ", expected one millisecond to 7 days");
        }
        if (events < 1) {
            throw new IllegalArgumentException("events = " + events + ", expected at least 1");
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes = " + bytes + ", expected at least 1");
        }
    }

    /** At most 10,000 events and 32 MiB in each partition. */
    public static Wait upTo(Duration bound) {
        return new Wait(bound, 10_000, 32L << 20);
    }

    public Wait atMost(int maxEvents, long maxBytes) {
        return new Wait(bound, maxEvents, maxBytes);
    }
}
