package dev.firn.topology.dedup;

import java.time.Duration;

/**
 * How far memory reaches, and in which pieces it is kept; all in milliseconds.
 *
 * <p>Time is cut into buckets, and an id is looked up under each bucket that a duplicate of it can lie in: point look-ups,
 * most of which a Bloom filter answers, instead of a scan of a range. A bucket is as long as memory must reach, so that
 * there are two of them at any time: one that fills, and one that is looked at until it is dropped as a whole. Look-ups are
 * two at most; memory is between once and twice what must be remembered. Shorter buckets would be less memory, but more
 * look-ups.
 *
 * @param window furthest distance of duplicates
 * @param lateness how far behind the newest one an event is still judged for sure
 * @param tick how exactly the time of the newest event is remembered
 */
record MemorySpan(long window, long lateness, long tick) {

    private static final int TICKS_IN_WINDOW = 256;

    static MemorySpan of(Duration window, Duration lateness) {
        long millis = window.toMillis();
        return new MemorySpan(millis, lateness.toMillis(), Math.max(1, millis / TICKS_IN_WINDOW));
    }

    /** Length of a bucket. */
    long bucket() {
        return window + lateness + tick;
    }

    /** Start of the bucket that a time lies in. */
    long bucketOf(long timestamp) {
        return Math.floorDiv(timestamp, bucket()) * bucket();
    }

    long tickOf(long timestamp) {
        return Math.floorDiv(timestamp, tick) * tick;
    }

    /** What lies before is forgotten, whether it is still stored or not. */
    long horizon(long clock) {
        return clock - window - lateness;
    }

    /** Of the store: the bucket that fills and the one before it. */
    Duration retention() {
        return Duration.ofMillis(bucket() + 1);
    }
}
