package dev.firn.topology.feature;

import java.util.concurrent.atomic.LongAdder;

/** Counts what it is told. Thread-safe. */
public final class FeatureCounts implements FeatureListener {

    private final LongAdder joined = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder defaulted = new LongAdder();
    private final LongAdder waitedThenJoined = new LongAdder();
    private final LongAdder waitedInVain = new LongAdder();
    private final LongAdder overflowed = new LongAdder();
    private final LongAdder collided = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder misplaced = new LongAdder();

    /**
     * The counts at one moment, named as the methods of {@link FeatureListener} are; each item is in just one of the first
     * five.
     */
    public record Counts(
            long joined,
            long missing,
            long defaulted,
            long waitedThenJoined,
            long waitedInVain,
            long overflowed,
            long collided,
            long malformed,
            long misplaced) {}

    public Counts counts() {
        return new Counts(
                joined.sum(),
                missing.sum(),
                defaulted.sum(),
                waitedThenJoined.sum(),
                waitedInVain.sum(),
                overflowed.sum(),
                collided.sum(),
                malformed.sum(),
                misplaced.sum());
    }

    @Override
    public void count(Fate fate) {
        switch (fate) {
            case JOINED -> joined.increment();
            case MISSING -> missing.increment();
            case DEFAULTED -> defaulted.increment();
            case WAITED_THEN_JOINED -> waitedThenJoined.increment();
            case WAITED_IN_VAIN -> waitedInVain.increment();
            case OVERFLOWED -> overflowed.increment();
            case COLLIDED -> collided.increment();
            case MALFORMED -> malformed.increment();
            case MISPLACED -> misplaced.increment();
        }
    }
}
