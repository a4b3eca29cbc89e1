package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.dedup.DeduplicationListener;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;

/** Counts judgements, duplicates apart from all others. Thread-safe. */
record DeduplicationMeters(Map<Fate, Counter> fates, Stopwatch stopwatch)
        implements DeduplicationListener, TimedByStopwatch {

    static DeduplicationMeters of(Meters meters, Stopwatch stopwatch) {
        Map<Fate, Counter> fates = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) {
            fates.put(fate, fate == Fate.NATURAL || fate == Fate.SYNTHETIC ? kind(meters, fate) : result(meters, fate));
        }
        return new DeduplicationMeters(fates, stopwatch);
    }

    private static Counter kind(Meters meters, Fate fate) {
        return meters.counter("firn.duplicates", "Events with the id of one before", "kind", EnumCounters.label(fate));
    }

    private static Counter result(Meters meters, Fate fate) {
        return meters.counter(
                "firn.deduplication",
                "Good events that are no duplicates, as far as is known",
                "result",
                EnumCounters.label(fate));
    }

    @Override
    public void count(Fate fate) {
        requireNonNull(fates.get(fate)).increment();
    }
}
