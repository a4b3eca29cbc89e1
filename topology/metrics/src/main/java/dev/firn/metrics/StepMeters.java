package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.adjoin.AdJoinListener;
import dev.firn.topology.adjoin.AdKind;
import dev.firn.topology.dedup.DeduplicationListener;
import dev.firn.topology.feature.FeatureListener;
import dev.firn.topology.json.JsonInputListener;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The listeners of the steps between enrichment and outputs, and of JSON inputs: a counter for each fate. */
final class StepMeters {

    private StepMeters() {}

    /** @param stopwatch of all deduplication */
    record OfDeduplication(EnumCounters<Fate> fates, Stopwatch stopwatch) implements DeduplicationListener {

        static OfDeduplication of(Meters meters, Stopwatch stopwatch) {
            return new OfDeduplication(
                    new EnumCounters<>(
                            Fate.class,
                            fate -> fate.equals(EnumCounters.label(Fate.NATURAL))
                                            || fate.equals(EnumCounters.label(Fate.SYNTHETIC))
                                    ? meters.counter("firn.duplicates", "Events with the id of one before", "kind", fate)
                                    : meters.counter(
                                            "firn.deduplication",
                                            "Good events that are no duplicates, as far as is known",
                                            "result",
                                            fate)),
                    stopwatch);
        }

        @Override
        public void count(Fate fate) {
            fates.add(fate, 1);
        }

        @Override
        public long start() {
            return stopwatch.start();
        }

        @Override
        public void end(long start) {
            stopwatch.end(start);
        }
    }

    /** @param stopwatch of all feature joins */
    record OfFeatures(EnumCounters<Fate> fates, Stopwatch stopwatch) implements FeatureListener {

        static OfFeatures of(Meters meters, String join, Stopwatch stopwatch) {
            return new OfFeatures(
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

        @Override
        public long start() {
            return stopwatch.start();
        }

        @Override
        public void end(long start) {
            stopwatch.end(start);
        }
    }

    /** @param stopwatch of all ad joins */
    record OfAds(Map<AdKind, EnumCounters<Fate>> fates, Stopwatch stopwatch) implements AdJoinListener {

        static OfAds of(Meters meters, String join, Stopwatch stopwatch) {
            Map<AdKind, EnumCounters<Fate>> fates = new EnumMap<>(AdKind.class);
            for (AdKind kind : AdKind.values()) {
                fates.put(
                        kind,
                        new EnumCounters<>(
                                Fate.class,
                                fate -> meters.counter(
                                        "firn.ad.join",
                                        "What became of ad events of a join",
                                        "join",
                                        join,
                                        "kind",
                                        EnumCounters.label(kind),
                                        "result",
                                        fate)));
            }
            return new OfAds(fates, stopwatch);
        }

        @Override
        public void count(AdKind kind, Fate fate) {
            requireNonNull(fates.get(kind)).add(fate, 1);
        }

        @Override
        public long start() {
            return stopwatch.start();
        }

        @Override
        public void end(long start) {
            stopwatch.end(start);
        }
    }

    /**
     * @param stopwatch of all JSON inputs
     * @param refused takes their bad rows
     */
    record OfJson(Meters meters, Map<String, EnumCounters<Fate>> inputs, Stopwatch stopwatch, Consumer<BadRow> refused)
            implements JsonInputListener {

        OfJson(Meters meters, Stopwatch stopwatch, Consumer<BadRow> refused) {
            this(meters, new ConcurrentHashMap<>(), stopwatch, refused);
        }

        @Override
        public void count(String input, Fate fate, long times) {
            requireNonNull(inputs.computeIfAbsent(input, this::fresh)).add(fate, times);
        }

        private EnumCounters<Fate> fresh(String input) {
            return new EnumCounters<>(Fate.class, fate -> counter(input, fate));
        }

        private Counter counter(String input, String fate) {
            return meters.counter(
                    "firn.json.input", "What became of parts of records of plain JSON", "input", input, "result", fate);
        }

        @Override
        public void refused(BadRow row) {
            refused.accept(row);
        }

        @Override
        public long start() {
            return stopwatch.start();
        }

        @Override
        public void end(long start) {
            stopwatch.end(start);
        }
    }
}
