package dev.firn.topology.feature;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The items that wait in one partition, in the order in which they came. What they are lies in a store under rising numbers;
 * who waits for what lies in memory, and is read from the store at the start. Not thread-safe.
 */
final class WaitingRoom {

    /**
     * One that waits.
     *
     * @param arrival the time of the stream when it came
     * @param since the time of the clock when it came to this instance
     */
    record Waiting(long number, Bytes key, long arrival, long since, int bytes) {}

    private final KeyValueStore<Long, byte[]> store;
    private final Map<Long, Waiting> all = new LinkedHashMap<>();
    private final Map<Bytes, Deque<Waiting>> byKey = new HashMap<>();
    private long next;
    private long bytes;

    WaitingRoom(KeyValueStore<Long, byte[]> store, long clock) {
        this.store = store;
        try (KeyValueIterator<Long, byte[]> left = store.all()) {
            while (left.hasNext()) {
                KeyValue<Long, byte[]> one = left.next();
                enter(one.key, Bytes.wrap(WaitingBytes.key(one.value)), one.value, clock);
                next = one.key + 1;
            }
        }
    }

    Waiting add(byte[] key, byte[] item, long clock) {
        store.put(next, item);
        return enter(next++, Bytes.wrap(key), item, clock);
    }

    private Waiting enter(long number, Bytes key, byte[] item, long clock) {
        Waiting one = new Waiting(number, key, WaitingBytes.arrival(item), clock, item.length);
        all.put(number, one);
        byKey.computeIfAbsent(key, first -> new ArrayDeque<>(2)).add(one);
        bytes += item.length;
        return one;
    }

    byte[] item(Waiting one) {
        return requireNonNull(store.get(one.number), "an item that waits");
    }

    void remove(Waiting one) {
        store.delete(one.number);
        all.remove(one.number);
        bytes -= one.bytes;
        byKey.computeIfPresent(one.key, (key, waiting) -> {
            waiting.remove(one); // mostly the first
            return waiting.isEmpty() ? null : waiting;
        });
    }

    /** The one that waits longest, null when none waits. */
    @Nullable
    Waiting oldest() {
        return all.isEmpty() ? null : all.values().iterator().next();
    }

    List<Waiting> all() {
        return new ArrayList<>(all.values());
    }

    List<Waiting> of(byte[] key) {
        Deque<Waiting> waiting = byKey.get(Bytes.wrap(key));
        return waiting == null ? List.of() : new ArrayList<>(waiting);
    }

    boolean isOver(int maxItems, long maxBytes) {
        return all.size() > maxItems || bytes > maxBytes;
    }
}
