package dev.firn.metrics;

import dev.firn.enrichments.spi.LookupListener;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The questions to one remote adapter: as those of enrichments, and in the three sums that Snowplow has. Thread-safe. */
final class RemoteAdapterMeters implements LookupListener {

    private final LookupListener lookups;
    private final Counter success;
    private final Counter failure;
    private final Counter timeout;

    RemoteAdapterMeters(Meters meters, LookupListener lookups) {
        this.lookups = lookups;
        success = counter(meters, "success");
        failure = counter(meters, "failure");
        timeout = counter(meters, "timeout");
    }

    private static Counter counter(Meters meters, String result) {
        return meters.counter("firn.remote.adapter", "Questions to remote adapters", "result", result);
    }

    @Override
    public void ended(Outcome outcome, Duration took) {
        lookups.ended(outcome, took);
        (outcome == Outcome.SUCCESS ? success : outcome == Outcome.TIMEOUT ? timeout : failure).increment();
    }

    @Override
    public void circuit(BooleanSupplier isOpen) {
        lookups.circuit(isOpen);
    }
}
