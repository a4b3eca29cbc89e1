package dev.firn.topology.output;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts by output and fate. Thread-safe. */
public final class OutputCounts implements OutputListener {

    private static final Fate[] FATES = Fate.values();

    private final Map<String, LongAdder[]> counts = new ConcurrentHashMap<>();

    @Override
    public void count(String output, Fate fate, long times) {
        LongAdder[] adders = counts.get(output);
        if (adders == null) {
            adders = counts.computeIfAbsent(output, name -> newAdders());
        }
        adders[fate.ordinal()].add(times);
    }

    private static LongAdder[] newAdders() {
        return Stream.generate(LongAdder::new).limit(FATES.length).toArray(LongAdder[]::new);
    }

    public long of(String output, Fate fate) {
        LongAdder[] adders = counts.get(output);
        return adders == null ? 0 : adders[fate.ordinal()].sum();
    }

    /** Per output what is not zero, in alphabetical order: {@code {ads={FILTERED_OUT=3, WRITTEN=2}}}. */
    @Override
    public String toString() {
        Map<String, Map<Fate, Long>> all = new TreeMap<>();
        counts.keySet().forEach(output -> {
            Map<Fate, Long> some = new TreeMap<>();
            Arrays.stream(FATES).filter(fate -> of(output, fate) > 0).forEach(fate -> some.put(fate, of(output, fate)));
            all.put(output, some);
        });
        return all.toString();
    }
}
