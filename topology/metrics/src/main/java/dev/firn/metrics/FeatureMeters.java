package dev.firn.metrics;

import dev.firn.topology.feature.FeatureListener;

/** Counts what becomes of items and features of one join. Thread-safe. */
record FeatureMeters(EnumCounters<Fate> fates, Stopwatch stopwatch) implements FeatureListener, TimedByStopwatch {

    static FeatureMeters of(Meters meters, String join, Stopwatch stopwatch) {
        return new FeatureMeters(
                new EnumCounters<>(
                        Fate.class,
                        fate -> meters.counter(
                                "firn.feature.join",
                                "What became of items and features of a join",
                                "join",
                                join,
                                "result",
                                fate)),
                stopwatch);
    }

    @Override
    public void count(Fate fate) {
        fates.add(fate, 1);
    }
}
