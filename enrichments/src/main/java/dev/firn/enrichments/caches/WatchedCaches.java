package dev.firn.enrichments.caches;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.firn.enrichments.spi.CacheListener;

/** Builds caches that tell a listener of themselves; those that nobody listens to count nothing. */
public final class WatchedCaches {

    private WatchedCaches() {}

    /** Each question is a hit or a miss. */
    public static <K, V> Cache<K, V> build(Caffeine<Object, Object> how, CacheListener listener) {
        Cache<K, V> cache = counting(how, listener).build();
        listener.holds(cache::estimatedSize);
        return cache;
    }

    /** Each question is a hit or a miss. */
    public static <K, V> LoadingCache<K, V> build(
            Caffeine<Object, Object> how, CacheListener listener, CacheLoader<K, V> loader) {
        LoadingCache<K, V> cache = counting(how, listener).build(loader);
        listener.holds(cache::estimatedSize);
        return cache;
    }

    /** For a cache whose owner tells of hits and misses, as an entry that is there may be past its time. */
    public static <K, V> Cache<K, V> buildUncounted(Caffeine<Object, Object> how, CacheListener listener) {
        Cache<K, V> cache = (listener == CacheListener.NONE
                        ? how
                        : how.evictionListener((key, value, cause) -> listener.evicted()))
                .build();
        listener.holds(cache::estimatedSize);
        return cache;
    }

    private static Caffeine<Object, Object> counting(Caffeine<Object, Object> how, CacheListener listener) {
        return listener == CacheListener.NONE ? how : how.recordStats(() -> new Told(listener));
    }
}
