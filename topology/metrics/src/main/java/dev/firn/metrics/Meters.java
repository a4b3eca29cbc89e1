package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** Makes meters in one registry, each kind in one way. Thread-safe. */
final class Meters {

    /** From what the fastest stage takes to what makes Kafka give a consumer up. */
    private static final Duration[] WORK =
            durations(10, 50, 250, 1_000, 5_000, 25_000, 100_000, 500_000, 2_500_000, 10_000_000);

    private static final Duration[] DELAYS = durations(
            50_000,
            100_000,
            250_000,
            500_000,
            1_000_000,
            2_500_000,
            5_000_000,
            10_000_000,
            30_000_000,
            60_000_000,
            300_000_000,
            3_600_000_000L);

    private static final double[] SIZES = {1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20};

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    private static Duration[] durations(long... micros) {
        Duration[] durations = new Duration[micros.length];
        for (int i = 0; i < micros.length; i++) {
            durations[i] = Duration.ofNanos(micros[i] * 1_000);
        }
        return durations;
    }

    Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    /** Of what a machine does: microseconds to seconds. */
    Timer work(String name, String description, String... tags) {
        return timer(name, description, WORK, tags);
    }

    /** Of how late something is: milliseconds to an hour. */
    Timer delay(String name, String description, String... tags) {
        return timer(name, description, DELAYS, tags);
    }

    private Timer timer(String name, String description, Duration[] buckets, String... tags) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(buckets)
                .tags(tags)
                .register(registry);
    }

    DistributionSummary sizes(String name, String description, String... tags) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit("bytes")
                .serviceLevelObjectives(SIZES)
                .tags(tags)
                .register(registry);
    }

    /** @param unit empty for a number of things */
    void gauge(String name, String unit, String description, Supplier<Number> value, String... tags) {
        Gauge.builder(name, value)
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(tags)
                .register(registry);
    }
}
