package dev.firn.registry;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded map that forgets what was not used lately. Thread-safe.
 *
 * <p>Time is counted in insertions: between two of them nothing can be evicted, so the order of reads within that span is
 * of no interest and a read writes to memory only when it is the first of its span. On the steady path of a warm cache
 * nobody writes anything, and threads share the lines they read. At least {@code capacity} entries are kept; up to a
 * sixteenth more may stay, so that the sort that finds the oldest is paid once for many insertions.
 */
final class LruMap<K, V> {

    private final ConcurrentHashMap<K, Node<V>> nodes = new ConcurrentHashMap<>();
    private final AtomicLong span = new AtomicLong();
    private final int capacity;

    LruMap(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    V get(K key) {
        Node<V> node = nodes.get(key);
        if (node == null) {
            return null;
        }
        long now = span.get();
        if (node.usedIn != now) {
            node.usedIn = now;
        }
        return node.value;
    }

    V getOrAdd(K key, Supplier<V> fresh) {
        V present = get(key);
        // Odd spans are insertions, even ones what lies between: a read after an insertion is younger than it.
        return present != null
                ? present
                : nodes.computeIfAbsent(key, k -> new Node<>(fresh.get(), span.addAndGet(2) - 1)).value;
    }

    /** Forgets the entries used longest ago, if there are too many; says how many. */
    int trim() {
        if (nodes.size() <= capacity + capacity / 16) {
            return 0;
        }
        synchronized (this) {
            // The stamps are copied first: they move while the list is sorted.
            List<Stamp<K>> oldest = nodes.entrySet().stream()
                    .map(entry -> new Stamp<>(entry.getKey(), entry.getValue().usedIn))
                    .sorted(Comparator.comparingLong(Stamp::usedIn))
                    .limit(Math.max(0, nodes.size() - capacity))
                    .toList();
            oldest.forEach(stamp -> nodes.remove(stamp.key()));
            return oldest.size();
        }
    }

    void forEach(BiConsumer<K, V> action) {
        nodes.forEach((key, node) -> action.accept(key, node.value));
    }

    private record Stamp<K>(K key, long usedIn) {}

    private static final class Node<V> {
        final V value;
        /** Racy on purpose: a lost write makes an entry look a little older than it is. */
        volatile long usedIn;

        Node(V value, long usedIn) {
            this.value = value;
            this.usedIn = usedIn;
        }
    }
}
