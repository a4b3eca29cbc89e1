package dev.firn.enrichments.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.firn.enrichments.caches.WatchedCaches;
import dev.firn.enrichments.spi.CacheListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the answers to the questions asked last: values for the time to live, errors for a tenth of it. An error that
 * meets an expired value gives way to that value, for as long as an error is remembered. Thread-safe; two threads that
 * miss the same key both ask.
 *
 * <p>Times are whole seconds, and an answer is used until its age exceeds them: one of no seconds still serves the rest of
 * the second in which it came.
 */
public final class CachingEvaluator<K, V> {

    private static final int ERROR_SHARE = 10;

    private final @Nullable Cache<K, Entry<V>> entries;
    private final long valueSeconds;
    private final long errorSeconds;
    private final InstantSource clock;
    private final CacheListener listener;

    /**
     * @param size of answers kept, at most; 0 for none
     * @param timeToLive of values
     * @param listener told of each question
     */
    public CachingEvaluator(int size, Duration timeToLive, InstantSource clock, CacheListener listener) {
        this.entries = size == 0
                ? null
                : WatchedCaches.buildUncounted(
                        Caffeine.newBuilder().maximumSize(size).executor(Runnable::run), listener);
        this.listener = listener;
        this.valueSeconds = timeToLive.toSeconds();
        this.errorSeconds = valueSeconds / ERROR_SHARE;
        this.clock = clock;
    }

    /** The remembered answer, or what {@code ask} says. */
    public Answer<V> get(K key, Function<? super K, ? extends Answer<V>> ask) {
        if (entries == null) {
            return ask.apply(key);
        }
        Entry<V> entry = entries.getIfPresent(key);
        if (entry != null && clock.instant().getEpochSecond() - entry.storedAt() <= entry.seconds()) {
            listener.hit();
            return entry.answer();
        }
        listener.missed();
        Answer<V> asked = ask.apply(key);
        long now = clock.instant().getEpochSecond();
        if (asked instanceof Answer.Error<V> error) {
            Answer<V> answer = entry != null && entry.answer() instanceof Answer.Ok<V> last ? last : asked;
            if (error.remember()) {
                entries.put(key, new Entry<>(answer, now, errorSeconds));
            }
            return answer;
        }
        entries.put(key, new Entry<>(asked, now, valueSeconds));
        return asked;
    }

    private record Entry<V>(Answer<V> answer, long storedAt, long seconds) {}
}
