package dev.firn.topology.adjoin;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store that is made in no time. */
final class MemoryStore implements KeyValueStore<byte[], byte[]> {

    private final TreeMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
    private final String name;

    MemoryStore(String name) {
        this.name = name;
    }

    int size() {
        return rows.size();
    }

    List<byte[]> keys() {
        return List.copyOf(rows.keySet());
    }

    @Override
    public void put(byte[] key, byte[] value) {
        rows.put(key, value);
    }

    @Override
    public byte[] putIfAbsent(byte[] key, byte[] value) {
        return rows.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<byte[], byte[]>> entries) {
        entries.forEach(entry -> rows.put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(byte[] key) {
        return rows.remove(key);
    }

    @Override
    public byte[] get(byte[] key) {
        return rows.get(key);
    }

    @Override
    public KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
        return new Rows(new TreeMap<>(rows.subMap(from, true, to, true)));
    }

    @Override
    public <P extends Serializer<Q>, Q> KeyValueIterator<byte[], byte[]> prefixScan(Q prefix, P serializer) {
        byte[] from = serializer.serialize(name, prefix);
        byte[] to = from.clone();
        int last = to.length - 1;
        while (++to[last] == 0) {
            last--;
        }
        return new Rows(new TreeMap<>(rows.subMap(from, true, to, false)));
    }

    @Override
    public KeyValueIterator<byte[], byte[]> all() {
        return new Rows(rows);
    }

    @Override
    public long approximateNumEntries() {
        return rows.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    private static final class Rows implements KeyValueIterator<byte[], byte[]> {
        private final Iterator<Map.Entry<byte[], byte[]>> entries;

        Rows(TreeMap<byte[], byte[]> rows) {
            entries = rows.entrySet().iterator();
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<byte[], byte[]> next() {
            Map.Entry<byte[], byte[]> entry = entries.next();
            return KeyValue.pair(entry.getKey(), entry.getValue());
        }

        @Override
        public byte[] peekNextKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
