package dev.firn.enrichments.spi;

import java.util.function.LongSupplier;

/**
 * Told what happens to one cache, for as long as it is in use and also when another takes its place, as after a data file
 * was swapped. Called on the hot path by many threads at once: be quick, and do not throw.
 */
public interface CacheListener {

    /** Nobody wants to know; whoever keeps a cache need not count for it. */
    CacheListener NONE = new CacheListener() {};

    /** Something was asked for, and was there. */
    default void hit() {}

    /** Something was asked for, and had to be made. */
    default void missed() {}

    /** Something was forgotten to make room. */
    default void evicted() {}

    /**
     * Where to ask, at any time, how many entries there are now; called once for each cache, before its first use. Whoever
     * hears this keeps the cache in memory until the next call.
     */
    default void holds(LongSupplier entries) {}
}
