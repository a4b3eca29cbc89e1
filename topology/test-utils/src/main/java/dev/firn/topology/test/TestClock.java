package dev.firn.topology.test;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. */
final class TestClock implements InstantSource {

    private volatile Instant now;

    TestClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Instant time) {
        now = time;
    }
}
