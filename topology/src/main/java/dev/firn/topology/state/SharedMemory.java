package dev.firn.topology.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.Filter;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory of all stores. Never closed: a store that is still open would crash the process.
 *
 * @param budget in bytes
 * @param cache of blocks, indexes and filters; write buffers count against it
 * @param writeBuffers a third of the cache at most
 */
record SharedMemory(long budget, Cache cache, WriteBufferManager writeBuffers, Filter filter) {

    /**
     * Sixteen shards. RocksDB's own choice can be shards of half a megabyte, in which the filter of one large file does not
     * fit.
     */
    private static final int SHARD_BITS = 4;

    /** A full cache lets writes pass rather than fail. */
    private static final boolean STRICT = false;

    /** Of the cache, for indexes and filters: without them each look-up reads them first. */
    private static final double HIGH_PRIORITY = 0.5;

    private static final int WRITE_BUFFER_PART = 3;

    /** One look-up in a hundred for nothing. */
    private static final double BITS_PER_KEY = 10;

    private static @Nullable SharedMemory instance;

    /** The one of this process; the first call makes it. */
    static synchronized SharedMemory ofBytes(long bytes) {
        if (instance == null) {
            instance = create(bytes);
        }
        return instance;
    }

    /** Empty before the first call of {@link #ofBytes}. */
    static synchronized Optional<SharedMemory> current() {
        return Optional.ofNullable(instance);
    }

    private static SharedMemory create(long bytes) {
        RocksDB.loadLibrary();
        Cache cache = new LRUCache(bytes, SHARD_BITS, STRICT, HIGH_PRIORITY);
        return new SharedMemory(
                bytes, cache, new WriteBufferManager(bytes / WRITE_BUFFER_PART, cache), new BloomFilter(BITS_PER_KEY));
    }
}
