package dev.firn.topology.adjoin;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what it is told. Thread-safe. */
public final class AdJoinCounts implements AdJoinListener {

    private final Map<AdKind, LongAdder> received = adders();
    private final Map<AdKind, LongAdder> duplicates = adders();
    private final Map<AdKind, LongAdder> unusable = adders();
    private final Map<AdKind, LongAdder> fieldsLeftOut = adders();
    private final Map<AdKind, LongAdder> late = adders();
    private final Map<AdKind, LongAdder> overflowed = adders();
    private final LongAdder joined = new LongAdder();
    private final LongAdder unattributed = new LongAdder();
    private final LongAdder restated = new LongAdder();

    /**
     * The counts at one moment, of events by their kind, and of conversions as {@link AdJoinListener} is told of them.
     */
    public record Counts(
            Map<AdKind, Long> received,
            Map<AdKind, Long> duplicates,
            Map<AdKind, Long> unusable,
            Map<AdKind, Long> fieldsLeftOut,
            Map<AdKind, Long> late,
            Map<AdKind, Long> overflowed,
            long joined,
            long unattributed,
            long restated) {}

    public Counts counts() {
        return new Counts(
                sums(received),
                sums(duplicates),
                sums(unusable),
                sums(fieldsLeftOut),
                sums(late),
                sums(overflowed),
                joined.sum(),
                unattributed.sum(),
                restated.sum());
    }

    private static Map<AdKind, LongAdder> adders() {
        Map<AdKind, LongAdder> adders = new EnumMap<>(AdKind.class);
        for (AdKind kind : AdKind.values()) {
            adders.put(kind, new LongAdder());
        }
        return Collections.unmodifiableMap(adders);
    }

    private static Map<AdKind, Long> sums(Map<AdKind, LongAdder> adders) {
        Map<AdKind, Long> sums = new EnumMap<>(AdKind.class);
        adders.forEach((kind, adder) -> sums.put(kind, adder.sum()));
        return Collections.unmodifiableMap(sums);
    }

    private static void increment(Map<AdKind, LongAdder> adders, AdKind kind) {
        requireNonNull(adders.get(kind)).increment();
    }

    @Override
    public void count(AdKind kind, Fate fate) {
        switch (fate) {
            case RECEIVED -> increment(received, kind);
            case DUPLICATE -> increment(duplicates, kind);
            case UNUSABLE -> increment(unusable, kind);
            case FIELDS_LEFT_OUT -> increment(fieldsLeftOut, kind);
            case LATE -> increment(late, kind);
            case OVERFLOWED -> increment(overflowed, kind);
            case JOINED -> joined.increment();
            case UNATTRIBUTED -> unattributed.increment();
            case RESTATED -> restated.increment();
        }
    }
}
