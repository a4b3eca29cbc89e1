package dev.firn.topology.dedup;

import dev.firn.topology.flow.Origin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one task: which events were there, and when. Its answers depend on nothing but the events it was shown
 * before, in their order: neither on when the store drops what is forgotten, nor on restarts between.
 *
 * <p>Besides ids the store holds the time of the newest event, rounded down to a tick, under a key that no id has. It
 * bounds what is looked up and what is too late, and must be the same again after a restart.
 */
final class SeenEvents implements AutoCloseable {

    private static final byte LAYOUT = 1;

    private final WindowStore<byte[], byte[]> store;
    private final MemorySpan span;
    private final BucketFilters filters;
    private long clock;

    /**
     * @throws IllegalStateException when the store was filled by another version, or with another window or lateness
     */
    SeenEvents(WindowStore<byte[], byte[]> store, MemorySpan span, FilterMemory memory) {
        this.store = store;
        this.span = span;
        this.filters = new BucketFilters(store, memory);
        this.clock = readClock();
    }

    /** Judges an event, and remembers it unless it is a copy. */
    Verdict judge(String id, @Nullable String fingerprintText, long timestamp, Origin origin) {
        advanceTo(timestamp);
        byte[] key = IdKey.of(id);
        byte[] fingerprint = Fingerprint.of(fingerprintText);
        long horizon = span.horizon(clock);
        long from = Math.max(timestamp - span.window(), horizon);
        long to = Math.min(timestamp + span.window(), clock + span.tick() - 1);
        long own = span.bucketOf(timestamp);
        List<Occurrence> inOwnBucket = List.of();
        Occurrence copied = null;
        Occurrence known = null;
        for (long bucket = span.bucketOf(from); bucket <= to; bucket += span.bucket()) {
            byte[] value = filters.mayHold(bucket, key) ? store.fetch(key, bucket) : null;
            if (value == null) {
                continue;
            }
            List<Occurrence> all = Occurrences.read(value, bucket);
            for (Occurrence one : all) {
                if (one.timestamp() >= from && one.timestamp() <= to) {
                    known = earlier(known, one);
                    copied = one.hasFingerprint(fingerprint) ? earlier(copied, one) : copied;
                }
            }
            if (bucket == own) {
                inOwnBucket = all;
            }
        }
        if (copied != null) {
            return new Verdict(Verdict.Kind.NATURAL, copied);
        }
        if (timestamp >= horizon) {
            remember(key, own, inOwnBucket, new Occurrence(fingerprint, timestamp, origin), horizon);
        }
        if (known != null) {
            return new Verdict(Verdict.Kind.SYNTHETIC, known);
        }
        return timestamp < clock - span.lateness() ? Verdict.TOO_LATE : Verdict.NEW;
    }

    /** The one with the lower time; of two with the same, the one that came first. */
    private static Occurrence earlier(@Nullable Occurrence one, Occurrence next) {
        return one == null || next.timestamp() < one.timestamp() ? next : one;
    }

    private void remember(byte[] key, long bucket, List<Occurrence> before, Occurrence one, long horizon) {
        List<Occurrence> all = List.of(one);
        if (!before.isEmpty()) {
            all = new ArrayList<>(before.size() + 1);
            for (Occurrence other : before) {
                if (other.timestamp() >= horizon) {
                    all.add(other);
                }
            }
            if (all.size() >= Occurrences.MOST) {
                return;
            }
            all.add(one);
        }
        store.put(key, Occurrences.write(all, bucket), bucket);
        filters.added(bucket, key);
    }

    private void advanceTo(long timestamp) {
        long tick = span.tickOf(timestamp);
        if (tick > clock) {
            clock = tick;
            filters.forgetBefore(span.bucketOf(span.horizon(clock)));
            store.put(IdKey.CLOCK, clockValue(), span.bucketOf(tick));
        }
    }

    private byte[] clockValue() {
        return ByteBuffer.allocate(1 + 3 * Long.BYTES)
                .put(LAYOUT)
                .putLong(clock)
                .putLong(span.window())
                .putLong(span.lateness())
                .array();
    }

    private long readClock() {
        long latest = Long.MIN_VALUE;
        try (WindowStoreIterator<byte[]> clocks = store.fetch(IdKey.CLOCK, 0, Long.MAX_VALUE)) {
            while (clocks.hasNext()) {
                KeyValue<Long, byte[]> one = clocks.next();
                latest = Math.max(latest, readClock(ByteBuffer.wrap(one.value)));
            }
        }
        // Nothing was seen yet; far enough from the end of numbers to reckon with.
        return latest == Long.MIN_VALUE ? Long.MIN_VALUE / 4 : latest;
    }

    private long readClock(ByteBuffer value) {
        byte layout = value.get();
        if (layout != LAYOUT) {
            throw new IllegalStateException(store.name() + " is of layout " + layout
                    + ", but this version of Firn reads layout " + LAYOUT + ": it was written by another version");
        }
        long time = value.getLong();
        long window = value.getLong();
        long lateness = value.getLong();
        if (window != span.window() || lateness != span.lateness()) {
            throw new IllegalStateException(store.name() + " was filled with a window of " + window
                    + " ms and a lateness of " + lateness + " ms, not " + span.window() + " and " + span.lateness()
                    + ": set them back, or give the deduplication another name, under which it starts with an empty"
                    + " memory");
        }
        return time;
    }

    /** Frees what the memory of this process holds; the store stays. */
    @Override
    public void close() {
        filters.close();
    }
}
