package dev.firn.topology.dedup;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** The store: a window store, which is one RocksDB for each stretch of time, dropped whole. */
final class DeduplicationStore {

    /** Retention is Streams' to reckon: the store's, and {@code windowstore.changelog.additional.retention.ms}. */
    private static final Map<String, String> CHANGELOG = Map.of(
            // Keys hardly repeat, so there is nothing to compact: the cleaner would read it all for nothing.
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            // By their own timestamps, events of last year that are enriched today would be deleted at once.
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime");

    private DeduplicationStore() {}

    static StoreBuilder<WindowStore<byte[], byte[]>> builder(String name, MemorySpan span) {
        return Stores.windowStoreBuilder(
                        // A window of the store is a bucket; the size only matters to those who list windows.
                        Stores.persistentWindowStore(name, span.retention(), Duration.ofMillis(span.bucket()), false),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                // An id comes once: a cache would never hit, and it is where others lost state.
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
