package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Two tables in one store.
 *
 * <pre>
 * 1, length of the join key in two bytes, join key, kind, time, id  ->  {@link AdBytes}
 * 2, time to look at it, join key                                   ->  1
 * </pre>
 *
 * <p>The rows of one key lie side by side in the order of time, and an event costs one row, however many there are. The
 * second table holds, for each key with rows, a time no later than the first of them is to be forgotten, so that finding
 * idle keys reads nothing else. One for each task.
 */
final class AdStore {

    private static final byte EVENTS = 1;
    private static final byte DUE = 2;
    private static final byte[] PRESENT = {1};
    private static final byte[] NO_KEY = {};
    private static final ByteArraySerializer BYTES = new ByteArraySerializer();

    private final KeyValueStore<byte[], byte[]> store;
    private final Rules rules;

    /** All due before it are gone; looking again would step over what RocksDB has not yet cleared away. */
    private long doneUntil = Long.MIN_VALUE;

    AdStore(KeyValueStore<byte[], byte[]> store, Rules rules) {
        this.store = store;
        this.rules = rules;
    }

    static StoreBuilder<KeyValueStore<byte[], byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled();
    }

    /** All of a key. */
    Journey journey(byte[] key) {
        byte[] prefix = prefix(key);
        Journey journey = new Journey(rules, new StoredRows(prefix));
        try (KeyValueIterator<byte[], byte[]> rows = store.prefixScan(prefix, BYTES)) {
            while (rows.hasNext()) {
                KeyValue<byte[], byte[]> row = rows.next();
                ByteBuffer at = ByteBuffer.wrap(row.key).position(prefix.length);
                AdKind kind = AdKind.at(at.get());
                long time = at.getLong() ^ Long.MIN_VALUE;
                String id = new String(row.key, at.position(), at.remaining(), UTF_8);
                if (kind == AdKind.CONVERSION) {
                    journey.restore(AdBytes.conversion(id, time, row.value));
                } else {
                    journey.restore(AdBytes.touch(kind, id, time, row.value));
                }
            }
        }
        return journey;
    }

    /** Sees to it that {@link #due} will find the key. */
    void remind(long due, byte[] key) {
        store.put(dueRow(due, key), PRESENT);
    }

    /** Takes away and returns keys with something to forget, the longest due ones first. */
    List<byte[]> due(long now, int limit) {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> rows = new ArrayList<>();
        long done = now;
        byte[] from = dueRow(doneUntil, NO_KEY);
        byte[] to = dueRow(now + 1, NO_KEY);
        try (KeyValueIterator<byte[], byte[]> due = store.range(from, to)) {
            while (due.hasNext()) {
                byte[] row = due.next().key;
                if (keys.size() == limit) {
                    done = time(row);
                    break;
                }
                rows.add(row);
                keys.add(Arrays.copyOfRange(row, 1 + Long.BYTES, row.length));
            }
        }
        rows.forEach(store::delete);
        doneUntil = Math.max(doneUntil, done);
        return keys;
    }

    private static long time(byte[] dueRow) {
        return ByteBuffer.wrap(dueRow).getLong(1) ^ Long.MIN_VALUE;
    }

    private static byte[] dueRow(long due, byte[] key) {
        // The sign is turned round, so that times before 1970 come first.
        return ByteBuffer.allocate(1 + Long.BYTES + key.length)
                .put(DUE)
                .putLong(due ^ Long.MIN_VALUE)
                .put(key)
                .array();
    }

    private static byte[] prefix(byte[] key) {
        return ByteBuffer.allocate(1 + Short.BYTES + key.length)
                .put(EVENTS)
                .putShort((short) key.length)
                .put(key)
                .array();
    }

    /** The rows of one key. */
    private final class StoredRows implements Rows {
        private final byte[] prefix;

        StoredRows(byte[] prefix) {
            this.prefix = prefix;
        }

        @Override
        public void put(AdEvent touch) {
            store.put(row(touch), AdBytes.toRow(touch));
        }

        @Override
        public void put(Conversion conversion) {
            store.put(row(conversion.event()), AdBytes.toRow(conversion));
        }

        @Override
        public void remove(AdEvent event) {
            store.delete(row(event));
        }

        private byte[] row(AdEvent event) {
            byte[] id = event.id().getBytes(UTF_8);
            return ByteBuffer.allocate(prefix.length + 1 + Long.BYTES + id.length)
                    .put(prefix)
                    .put((byte) event.kind().ordinal())
                    .putLong(event.time() ^ Long.MIN_VALUE)
                    .put(id)
                    .array();
        }
    }
}
