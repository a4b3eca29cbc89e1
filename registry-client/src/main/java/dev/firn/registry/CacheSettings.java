package dev.firn.registry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RegistryCache} keeps what it finds.
 *
 * @param size how many keys at least; 0 or less turns caching off
 * @param ttl how long a found document is good; null for ever, zero turns caching off
 * @param negativeTtl how long a registry's "not found" stands
 * @param staleIfError whether a document outlives its time when it cannot be fetched anew
 * @param budget the most one lookup may block
 * @param refresher runs refreshes ahead of time; null to refresh on the asking thread when the time is up
 */
record CacheSettings(
        int size,
        @Nullable Duration ttl,
        Duration negativeTtl,
        boolean staleIfError,
        Duration budget,
        InstantSource clock,
        @Nullable Executor refresher) {

    boolean isOff() {
        return size <= 0 || (ttl != null && ttl.isZero());
    }

    /** Age in milliseconds from which a found document is fetched anew. */
    long refreshAge() {
        if (ttl == null) {
            return Long.MAX_VALUE;
        }
        return refresher == null ? ttl.toMillis() : ttl.toMillis() / 5 * 4;
    }

    /**
     * Age from which the asking thread waits for the refresh. A key that comes up only now and then would otherwise be
     * checked with a document of any age.
     */
    long waitAge() {
        if (ttl == null) {
            return Long.MAX_VALUE;
        }
        return refresher != null && staleIfError ? 2 * ttl.toMillis() : ttl.toMillis();
    }
}
