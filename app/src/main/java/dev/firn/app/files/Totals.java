package dev.firn.app.files;

import dev.firn.enrichments.Outcome;
import dev.firn.enrichments.PipelineListener;
import dev.firn.serdes.badrow.BadRow;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What came in and how it ended, counted while it happens. Thread-safe. */
public final class Totals implements PipelineListener {

    private final LongAdder records = new LongAdder();
    private final LongAdder good = new LongAdder();
    private final LongAdder incomplete = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Map<BadRow.Kind, LongAdder> bad = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> misbehaving = new ConcurrentHashMap<>();

    @Override
    public void received() {
        records.increment();
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Good) {
            good.increment();
        } else if (outcome instanceof Outcome.Bad row) {
            bad.computeIfAbsent(row.row().failure().kind(), kind -> new LongAdder())
                    .increment();
        } else if (outcome instanceof Outcome.Incomplete) {
            incomplete.increment();
        } else {
            dropped.increment();
        }
    }

    @Override
    public void misbehaved(String enrichment, Throwable problem) {
        misbehaving.computeIfAbsent(enrichment, name -> new LongAdder()).increment();
    }

    /** Records read. */
    public long records() {
        return records.sum();
    }

    public long good() {
        return good.sum();
    }

    public long incomplete() {
        return incomplete.sum();
    }

    public long dropped() {
        return dropped.sum();
    }

    public long bad() {
        return bad.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Everything that ended, whatever way. */
    public long ended() {
        return good() + bad() + incomplete() + dropped();
    }

    /** Bad rows by the name of their kind; kinds that did not occur are left out. */
    public Map<String, Long> badByKind() {
        Map<String, Long> counts = new TreeMap<>();
        bad.forEach((kind, count) -> counts.put(kind.schema().name(), count.sum()));
        return counts;
    }

    /** Enrichments that broke their contract, and how often. */
    public Map<String, Long> misbehaving() {
        Map<String, Long> counts = new TreeMap<>();
        misbehaving.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }
}
