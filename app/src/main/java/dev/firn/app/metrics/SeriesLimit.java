package dev.firn.app.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last bound of a page: no name gets more than so many series, whatever its labels do. What counts into a series
 * that was refused counts nowhere, so labels need bounds of their own; this one only keeps the process alive. Thread-safe.
 */
final class SeriesLimit implements MeterFilter {

    private final int most;
    private final Map<String, Set<Meter.Id>> known = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();

    SeriesLimit(int most) {
        this.most = most;
    }

    /** How often a series was refused; the same one may be asked for again and again. */
    long refused() {
        return refused.get();
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        Set<Meter.Id> series = known.computeIfAbsent(id.getName(), name -> ConcurrentHashMap.newKeySet());
        if (series.contains(id) || (series.size() < most && series.add(id))) {
            return MeterFilterReply.NEUTRAL;
        }
        refused.incrementAndGet();
        return MeterFilterReply.DENY;
    }
}
