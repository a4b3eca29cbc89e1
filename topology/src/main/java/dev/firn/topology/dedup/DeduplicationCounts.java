package dev.firn.topology.dedup;

import java.util.concurrent.atomic.LongAdder;

/** Counts what it is told. Thread-safe. */
public final class DeduplicationCounts implements DeduplicationListener {

    private final LongAdder passed = new LongAdder();
    private final LongAdder natural = new LongAdder();
    private final LongAdder synthetic = new LongAdder();
    private final LongAdder withoutId = new LongAdder();
    private final LongAdder tooLate = new LongAdder();

    /**
     * The counts at one moment; each event is in just one of them.
     *
     * @param passed first ones
     * @param natural copies of an event before
     * @param synthetic other events with the id of one before
     * @param withoutId events without an id
     * @param tooLate events that passed because what they would be compared with may be forgotten
     */
    public record Counts(long passed, long natural, long synthetic, long withoutId, long tooLate) {}

    public Counts counts() {
        return new Counts(passed.sum(), natural.sum(), synthetic.sum(), withoutId.sum(), tooLate.sum());
    }

    @Override
    public void count(Fate fate) {
        switch (fate) {
            case PASSED -> passed.increment();
            case NATURAL -> natural.increment();
            case SYNTHETIC -> synthetic.increment();
            case WITHOUT_ID -> withoutId.increment();
            case TOO_LATE -> tooLate.increment();
        }
    }
}
