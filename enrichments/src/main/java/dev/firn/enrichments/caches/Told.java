package dev.firn.enrichments.caches;

import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import dev.firn.enrichments.spi.CacheListener;

/** Hands on what a cache counts. */
record Told(CacheListener listener) implements StatsCounter {

    @Override
    public void recordHits(int count) {
        for (int i = 0; i < count; i++) {
            listener.hit();
        }
    }

    @Override
    public void recordMisses(int count) {
        for (int i = 0; i < count; i++) {
            listener.missed();
        }
    }

    @Override
    public void recordEviction(int weight, RemovalCause cause) {
        listener.evicted();
    }

    @Override
    public void recordLoadSuccess(long loadTime) {
        // A load is a miss, and told as that.
    }

    @Override
    public void recordLoadFailure(long loadTime) {
        // A load is a miss, and told as that.
    }

    @Override
    public CacheStats snapshot() {
        return CacheStats.empty();
    }
}
