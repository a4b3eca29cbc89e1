package dev.firn.app.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that Snowplow's enrich pushes, under its names: what was counted since they were last told, and the longest
 * latencies of late. One for each receiver; used by one thread at a time.
 */
final class PushedNumbers {

    /** @param gauge what a receiver keeps as it is; counts are added up */
    record Pushed(String name, long value, boolean gauge) {}

    /**
     * A name of theirs and what it is of ours.
     *
     * @param tag of our meter, and the value that it must have; null for all of the meter
     * @param optional told only where there is such a meter
     */
    private record Row(String name, String meter, @Nullable String tag, String value, boolean optional) {

        static Row of(String name, String meter) {
            return new Row(name, meter, null, "", false);
        }

        static Row of(String name, String meter, String tag, String value) {
            return new Row(name, meter, tag, value, true);
        }

        Collection<Meter> in(MeterRegistry registry) {
            Search search = registry.find(meter);
            return (tag == null ? search : search.tag(tag, value)).meters();
        }
    }

    private static final String ADAPTERS = "firn.remote.adapter";

    private static final List<Row> COUNTS = List.of(
            Row.of("raw", "firn.raw"),
            Row.of("good", "firn.good"),
            Row.of("bad", "firn.bad"),
            Row.of("invalid_enriched", "firn.invalid.enriched"),
            Row.of("remote_adapters_success", ADAPTERS, "result", "success"),
            Row.of("remote_adapters_failure", ADAPTERS, "result", "failure"),
            Row.of("remote_adapters_timeout", ADAPTERS, "result", "timeout"),
            // Names of later versions.
            Row.of("good_bytes", "firn.good.bytes"),
            Row.of("failed", "firn.incomplete"),
            Row.of("dropped", "firn.dropped"));

    /** In milliseconds, the longest; not told when nothing was measured since the last time. */
    private static final List<Row> LATENCIES = List.of(
            Row.of("latency", "firn.e2e.latency"),
            Row.of("e2e_latency_millis", "firn.e2e.latency"),
            Row.of("latency_millis", "firn.source.latency"));

    private final MeterRegistry registry;
    private final Map<String, Double> told = new HashMap<>();
    private Map<String, Double> read = Map.of();

    PushedNumbers(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What there is to tell. What is not {@link #told} afterwards is told again, together with what comes. */
    List<Pushed> sinceTold() {
        Map<String, Double> now = new HashMap<>();
        List<Pushed> numbers = new ArrayList<>();
        for (Row row : COUNTS) {
            Collection<Meter> meters = row.in(registry);
            if (!meters.isEmpty() || !row.optional()) {
                double total = meters.stream().mapToDouble(PushedNumbers::count).sum();
                now.put(row.name(), total);
                numbers.add(new Pushed(row.name(), Math.round(since(row, total)), false));
            }
        }
        for (Row row : LATENCIES) {
            List<Timer> timers = row.in(registry).stream()
                    .filter(Timer.class::isInstance)
                    .map(Timer.class::cast)
                    .toList();
            double times = timers.stream().mapToLong(Timer::count).sum();
            now.put(row.name(), times);
            if (since(row, times) > 0) {
                double longest = timers.stream()
                        .mapToDouble(timer -> timer.max(TimeUnit.MILLISECONDS))
                        .max()
                        .orElse(0);
                numbers.add(new Pushed(row.name(), Math.round(longest), true));
            }
        }
        read = now;
        return numbers;
    }

    private double since(Row row, double now) {
        return now - told.getOrDefault(row.name(), 0.0);
    }

    private static double count(Meter meter) {
        for (var measurement : meter.measure()) {
            if (measurement.getStatistic() == Statistic.COUNT) {
                return measurement.getValue();
            }
        }
        return 0;
    }

    /** The numbers were taken. */
    void told() {
        told.putAll(read);
    }

    /** With one dot between prefix and name, whether the prefix ends with one or not. */
    static String prefixed(String prefix, String name) {
        return prefix.isEmpty() || prefix.endsWith(".") ? prefix + name : prefix + "." + name;
    }
}
