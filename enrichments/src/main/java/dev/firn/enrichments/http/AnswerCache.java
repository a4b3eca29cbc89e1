package dev.firn.enrichments.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.firn.enrichments.caches.WatchedCaches;
import dev.firn.enrichments.spi.CacheListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was made of answers: each for as long as it deserves, and the ones used most. Threads that miss the same key
 * ask once. Bounded and thread-safe.
 */
public final class AnswerCache<K, V> {

    /** For {@code lifetime}: until there is no more room. */
    public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Cache<K, Entry<V>> entries;
    private final SingleFlight<K, V> flights = new SingleFlight<>();
    private final Function<V, Duration> lifetime;
    private final InstantSource clock;
    private final CacheListener listener;

    /**
     * @param size how many to keep
     * @param lifetime how long to keep each; zero for not at all
     * @param listener told once of each question
     */
    public AnswerCache(int size, Function<V, Duration> lifetime, InstantSource clock, CacheListener listener) {
        this.entries = WatchedCaches.buildUncounted(Caffeine.newBuilder().maximumSize(size), listener);
        this.listener = listener;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** What is kept for the key, else what {@code lookup} gives. */
    public V get(K key, Supplier<V> lookup) {
        V kept = kept(key);
        if (kept != null) {
            listener.hit();
            return kept;
        }
        listener.missed();
        return flights.share(key, () -> ask(key, lookup));
    }

    private V ask(K key, Supplier<V> lookup) {
        V kept = kept(key); // by a flight that landed in between
        if (kept != null) {
            return kept;
        }
        V fresh = lookup.get();
        Duration life = lifetime.apply(fresh);
        if (!life.isZero()) {
            entries.put(
                    key,
                    new Entry<>(
                            fresh, life.equals(FOREVER) ? null : clock.instant().plus(life)));
        }
        return fresh;
    }

    private @Nullable V kept(K key) {
        Entry<V> entry = entries.getIfPresent(key);
        return entry == null || (entry.until != null && !clock.instant().isBefore(entry.until)) ? null : entry.value;
    }

    /** @param until null for ever */
    private record Entry<V>(V value, @Nullable Instant until) {}
}
