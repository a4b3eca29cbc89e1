package dev.firn.app.run;

import dev.firn.topology.json.JsonInputListener;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts by JSON input and fate. Thread-safe. */
final class JsonInputCounts implements JsonInputListener {

    private static final Fate[] FATES = Fate.values();

    private final Map<String, AtomicLongArray> counts = new ConcurrentHashMap<>();

    @Override
    public void count(String input, Fate fate, long times) {
        counts.computeIfAbsent(input, name -> new AtomicLongArray(FATES.length)).addAndGet(fate.ordinal(), times);
    }

    /** Per input what is not zero, in alphabetical order. */
    @Override
    public String toString() {
        Map<String, Map<Fate, Long>> all = new TreeMap<>();
        counts.forEach((input, sums) -> {
            Map<Fate, Long> some = new TreeMap<>();
            Arrays.stream(FATES)
                    .filter(fate -> sums.get(fate.ordinal()) > 0)
                    .forEach(fate -> some.put(fate, sums.get(fate.ordinal())));
            all.put(input, some);
        });
        return all.toString();
    }
}
