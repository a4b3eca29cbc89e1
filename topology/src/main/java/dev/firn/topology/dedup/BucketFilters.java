package dev.firn.topology.dedup;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Spares look-ups of ids that are certainly new: a filter for each bucket that is looked into. What was stored before this
 * process had the task is read little by little, with each event some of it; until all of it is read, the filter of that
 * bucket has nothing to say. So a restart costs no pause, and answers never depend on filters. Not thread-safe.
 */
final class BucketFilters implements AutoCloseable {

    /** Entries read for each event: a million of them are read within 125,000 events. */
    private static final int ENTRIES_AN_EVENT = 8;

    private final WindowStore<byte[], byte[]> store;
    private final FilterMemory memory;
    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();

    BucketFilters(WindowStore<byte[], byte[]> store, FilterMemory memory) {
        this.store = store;
        this.memory = memory;
    }

    /** False only when the store certainly has nothing under this key in this bucket. */
    boolean mayHold(long bucket, byte[] key) {
        return of(bucket).mayHold(key);
    }

    /** To be told of everything that is stored from now on. */
    void added(long bucket, byte[] key) {
        of(bucket).filter.add(key);
    }

    /** To be called before the store drops what lies before this bucket. */
    void forgetBefore(long bucket) {
        Map<Long, Bucket> forgotten = buckets.headMap(bucket);
        forgotten.values().forEach(Bucket::close);
        forgotten.clear();
    }

    private Bucket of(long start) {
        Bucket bucket = buckets.get(start);
        if (bucket == null) {
            bucket = new Bucket(new IdFilter(memory), store.fetchAll(start, start));
            buckets.put(start, bucket);
        }
        return bucket;
    }

    /** Frees memory and iterators; the task ends. */
    @Override
    public void close() {
        forgetBefore(Long.MAX_VALUE);
    }

    private static final class Bucket implements AutoCloseable {
        private final IdFilter filter;
        private @Nullable KeyValueIterator<Windowed<byte[]>, byte[]> unread;

        Bucket(IdFilter filter, KeyValueIterator<Windowed<byte[]>, byte[]> stored) {
            this.filter = filter;
            this.unread = stored;
        }

        boolean mayHold(byte[] key) {
            readOn();
            return unread != null || filter.mayHold(key);
        }

        private void readOn() {
            if (unread == null) {
                return;
            }
            for (int i = 0; i < ENTRIES_AN_EVENT && unread.hasNext(); i++) {
                filter.add(unread.next().key.key());
            }
            if (!unread.hasNext()) {
                unread.close();
                unread = null;
            }
        }

        @Override
        public void close() {
            if (unread != null) {
                unread.close();
                unread = null;
            }
            filter.release();
        }
    }
}
