package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.OutputListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/** Counts what becomes of items at their outputs, and how late they are there. Thread-safe. */
final class OutputMeters implements OutputListener, TimedByStopwatch {

    private static final double MILLIS = 1_000;

    private final Meters meters;
    private final Stopwatch stopwatch;
    private final Sampler sampler;
    private final InstantSource clock;
    private final Timer latency;
    private final RecentLatency recent = new RecentLatency(System::nanoTime);
    private final Counter goodBytes;
    private final Counter badBytes;
    private final DistributionSummary sizes;
    private final Map<String, Output> outputs = new ConcurrentHashMap<>();

    OutputMeters(Meters meters, Sampler sampler, InstantSource clock) {
        this.meters = meters;
        this.sampler = sampler;
        this.clock = clock;
        stopwatch = new Stopwatch(sampler, StageMeters.of(meters, "encode"));
        latency = meters.delay("firn.e2e.latency", "From the collector to the outputs of good events");
        recent("p50", 50);
        recent("p99", 99);
        recent("max", 100);
        goodBytes = meters.counter("firn.good.bytes", "Bytes of values written by outputs of good events");
        badBytes = meters.counter("firn.bad.bytes", "Bytes of values written by outputs of bad rows");
        sizes = meters.sizes("firn.record", "Sizes of values written, of those that are measured");
    }

    private void recent(String statistic, double percentile) {
        meters.gauge(
                "firn.e2e.latency.recent",
                "seconds",
                "From the collector to the outputs of good events, since the last scrape",
                () -> recent.seconds(percentile),
                "statistic",
                statistic);
    }

    @Override
    public Stopwatch stopwatch() {
        return stopwatch;
    }

    @Override
    public void arrived(StreamId stream, long time, long now) {
        if (stream.kind() == StreamId.Kind.GOOD) {
            long late = Math.max(0, now - time);
            latency.record(late, TimeUnit.MILLISECONDS);
            recent.record(late);
        }
    }

    @Override
    public void count(String output, Fate fate, long times) {
        of(output).fates.add(fate, times);
    }

    @Override
    public void written(String output, StreamId stream, int bytes, long time, long now) {
        Output one = of(output);
        one.bytes.increment(bytes);
        one.newest.accumulate(time);
        if (stream.kind() == StreamId.Kind.GOOD) {
            goodBytes.increment(bytes);
        } else if (stream.kind() == StreamId.Kind.BAD) {
            badBytes.increment(bytes);
        }
        if (sampler.picks()) {
            sizes.record(bytes);
        }
    }

    private Output of(String output) {
        Output known = outputs.get(output);
        return known != null ? known : requireNonNull(outputs.computeIfAbsent(output, this::fresh));
    }

    private Output fresh(String name) {
        Output output = new Output(
                new EnumCounters<>(
                        Fate.class,
                        fate -> meters.counter(
                                "firn.output.records",
                                "What became of items at an output",
                                "output",
                                name,
                                "fate",
                                fate)),
                meters.counter("firn.output.bytes", "Bytes of values written", "output", name),
                new LongAccumulator(Math::max, Long.MIN_VALUE));
        meters.gauge(
                "firn.output.delay",
                "seconds",
                "How long ago the newest event that was written happened",
                () -> delay(output.newest.get()),
                "output",
                name);
        return output;
    }

    private double delay(long newest) {
        return newest == Long.MIN_VALUE ? Double.NaN : Math.max(0, clock.millis() - newest) / MILLIS;
    }

    private record Output(EnumCounters<Fate> fates, Counter bytes, LongAccumulator newest) {}
}
