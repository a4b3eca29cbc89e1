package dev.firn.topology.flow;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a listener is told, for those who want numbers without a library for them. Thread-safe.
 *
 * <pre>{@code
 * Counts<OutputListener.Fate> outputs = new Counts<>(OutputListener.Fate.class);
 * builder.outputListener(outputs::add);
 * outputs.of("good", OutputListener.Fate.WRITTEN);
 * }</pre>
 *
 * @param <E> what can happen
 */
public final class Counts<E extends Enum<E>> {

    private static final String NOBODY = "";

    private final Class<E> type;
    private final Map<String, Map<E, LongAdder>> counts = new ConcurrentHashMap<>();

    public Counts(Class<E> type) {
        this.type = requireNonNull(type, "type");
    }

    /** @param name of the output, or whatever it happened to */
    public void add(String name, E what, long times) {
        Map<E, LongAdder> known = counts.get(name);
        requireNonNull((known != null ? known : requireNonNull(counts.computeIfAbsent(name, this::fresh))).get(what))
                .add(times);
    }

    /** Once, of one kind. */
    public void add(Enum<?> kind, E what) {
        add(kind.name(), what, 1);
    }

    /** Once, of what has no name. */
    public void add(E what) {
        add(NOBODY, what, 1);
    }

    private Map<E, LongAdder> fresh(String name) {
        Map<E, LongAdder> fresh = new EnumMap<>(type);
        for (E what : requireNonNull(type.getEnumConstants())) {
            fresh.put(what, new LongAdder());
        }
        return fresh;
    }

    public long of(String name, E what) {
        Map<E, LongAdder> known = counts.get(name);
        return known == null ? 0 : requireNonNull(known.get(what)).sum();
    }

    public long of(Enum<?> kind, E what) {
        return of(kind.name(), what);
    }

    /** Of all names together. */
    public long of(E what) {
        return counts.keySet().stream().mapToLong(name -> of(name, what)).sum();
    }

    /** What is not zero, of all names together. */
    public Map<E, Long> sums() {
        Map<E, Long> sums = new EnumMap<>(type);
        for (E what : requireNonNull(type.getEnumConstants())) {
            if (of(what) > 0) {
                sums.put(what, of(what));
            }
        }
        return Collections.unmodifiableMap(sums);
    }

    /** By name what is not zero, in alphabetical order: {@code {ads={WRITTEN=2, FILTERED_OUT=3}}}. */
    @Override
    public String toString() {
        Map<String, Map<E, Long>> all = new TreeMap<>();
        counts.forEach((name, adders) -> {
            Map<E, Long> some = new EnumMap<>(type);
            adders.forEach((what, adder) -> {
                if (adder.sum() > 0) {
                    some.put(what, adder.sum());
                }
            });
            all.put(name, some);
        });
        return all.toString();
    }
}
