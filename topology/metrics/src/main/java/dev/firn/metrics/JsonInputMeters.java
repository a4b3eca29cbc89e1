package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.json.JsonInputListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Counts what becomes of records of plain JSON. Thread-safe. */
final class JsonInputMeters implements JsonInputListener, TimedByStopwatch {

    private final Meters meters;
    private final Stopwatch stopwatch;
    private final Consumer<BadRow> badRows;
    private final Map<String, EnumCounters<Fate>> inputs = new ConcurrentHashMap<>();

    /** @param badRows counts theirs with all others */
    JsonInputMeters(Meters meters, Stopwatch stopwatch, Consumer<BadRow> badRows) {
        this.meters = meters;
        this.stopwatch = stopwatch;
        this.badRows = badRows;
    }

    @Override
    public Stopwatch stopwatch() {
        return stopwatch;
    }

    @Override
    public void count(String input, Fate fate, long times) {
        requireNonNull(inputs.computeIfAbsent(input, this::fresh)).add(fate, times);
    }

    private EnumCounters<Fate> fresh(String input) {
        return new EnumCounters<>(
                Fate.class,
                fate -> meters.counter(
                        "firn.json.input",
                        "What became of parts of records of plain JSON",
                        "input",
                        input,
                        "result",
                        fate));
    }

    @Override
    public void refused(BadRow row) {
        badRows.accept(row);
    }
}
