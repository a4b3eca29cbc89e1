package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A counter for each constant of an enum, made at once so that each is there, at zero, from the start. Thread-safe. */
final class EnumCounters<E extends Enum<E>> {

    private final Map<E, Counter> counters;

    /** @param counter of the label of a constant */
    EnumCounters(Class<E> type, Function<String, Counter> counter) {
        counters = new EnumMap<>(type);
        for (E constant : requireNonNull(type.getEnumConstants())) {
            counters.put(constant, counter.apply(label(constant)));
        }
    }

    /** {@code TOO_LATE} is {@code too_late}. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    void add(E constant, long times) {
        requireNonNull(counters.get(constant)).increment((double) times);
    }
}
