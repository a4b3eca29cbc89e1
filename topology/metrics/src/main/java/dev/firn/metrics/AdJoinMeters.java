package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.adjoin.AdJoinListener;
import dev.firn.topology.adjoin.AdKind;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of ad events of one join. Thread-safe. */
record AdJoinMeters(Map<AdKind, EnumCounters<Fate>> fates, Stopwatch stopwatch)
        implements AdJoinListener, TimedByStopwatch {

    static AdJoinMeters of(Meters meters, String join, Stopwatch stopwatch) {
        Map<AdKind, EnumCounters<Fate>> fates = new EnumMap<>(AdKind.class);
        for (AdKind kind : AdKind.values()) {
            fates.put(kind, of(meters, join, kind));
        }
        return new AdJoinMeters(fates, stopwatch);
    }

    private static EnumCounters<Fate> of(Meters meters, String join, AdKind kind) {
        return new EnumCounters<>(
                Fate.class,
                fate -> meters.counter(
                        "firn.ad.join",
                        "What became of ad events of a join",
                        "join",
                        join,
                        "kind",
                        EnumCounters.label(kind),
                        "result",
                        fate));
    }

    @Override
    public void count(AdKind kind, Fate fate) {
        requireNonNull(fates.get(kind)).add(fate, 1);
    }
}
