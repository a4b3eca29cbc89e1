package dev.firn.metrics;

import java.util.concurrent.ThreadLocalRandom;

/** Picks one of so many at random, so that no rhythm of the data is picked with it. Thread-safe, without contention. */
record Sampler(int oneOf) {

    Sampler {
        if (oneOf < 1) {
            throw new IllegalArgumentException("one record of " + oneOf + " is timed, expected at least one of 1");
        }
    }

    boolean picks() {
        return oneOf == 1 || ThreadLocalRandom.current().nextInt(oneOf) == 0;
    }
}
