package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Makes one of each kind, when it is first asked for. Thread-safe; one may ask another while it is made. */
final class Once<K, V> {

    private final Map<K, V> made = new HashMap<>();
    private final Function<K, V> maker;

    Once(Function<K, V> maker) {
        this.maker = maker;
    }

    synchronized V of(K key) {
        V known = made.get(key);
        if (known == null) {
            known = requireNonNull(maker.apply(key));
            made.put(key, known);
        }
        return known;
    }
}
