package dev.firn.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Latencies since somebody last looked. A look that comes at least a second after the one before begins a new interval and
 * shows the one that ended; those within the second show the same, so that the values of one scrape belong together.
 * Thread-safe.
 */
final class RecentLatency {

    private static final long SAME_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What is later counts as this late. */
    private static final long LARGEST_MILLIS = TimeUnit.DAYS.toMillis(30);

    private static final int DIGITS = 2;
    private static final double MILLIS = 1_000;

    private final Recorder recorder = new Recorder(1, LARGEST_MILLIS, DIGITS);
    private final LongSupplier nanos;
    private @Nullable Histogram interval;
    private long lookedAt;

    /** @param nanos a clock, as {@link System#nanoTime} */
    RecentLatency(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void record(long millis) {
        recorder.recordValue(Math.max(0, Math.min(LARGEST_MILLIS, millis)));
    }

    /**
     * In seconds; not a number when there was nothing.
     *
     * @param percentile 100 for the longest
     */
    synchronized double seconds(double percentile) {
        long now = nanos.getAsLong();
        if (interval == null || now - lookedAt >= SAME_LOOK_NANOS) {
            interval = recorder.getIntervalHistogram(interval);
            lookedAt = now;
        }
        return interval.getTotalCount() == 0 ? Double.NaN : interval.getValueAtPercentile(percentile) / MILLIS;
    }
}
