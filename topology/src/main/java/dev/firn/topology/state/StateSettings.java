package dev.firn.topology.state;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams that state depends on, and why. */
public final class StateSettings {

    /** Key, among the settings of Kafka Streams: memory of all stores of the process together, in bytes. */
    public static final String MEMORY_BYTES = "firn.state.memory.bytes";

    /** With less, stores do nothing but look for room. */
    public static final long LEAST_MEMORY_BYTES = 64L << 20;

    private static final Duration STANDSTILL = Duration.ofDays(3);

    private StateSettings() {}

    /** With the least memory. */
    public static Map<String, String> streamsDefaults() {
        return streamsDefaults(LEAST_MEMORY_BYTES);
    }

    /**
     * What Kafka Streams should be started with.
     *
     * @param memoryBytes of all stores together: cached blocks, their indexes and filters, and what is not written yet; a
     *     quarter of what the process may have is a good start
     * @return settings to be put under the user's own
     * @throws IllegalArgumentException when that is less than {@link #LEAST_MEMORY_BYTES}
     */
    public static Map<String, String> streamsDefaults(long memoryBytes) {
        checkMemory(memoryBytes);
        Map<String, String> settings = new TreeMap<>();
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
        settings.put(MEMORY_BYTES, Long.toString(memoryBytes));
        // The cache in front of stores holds back writes, and its content is what was lost when a standby became active
        // (KAFKA-14172). Ids hardly repeat within a commit interval, so it brings nothing either.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
        // A task goes to a member with all of its state, if there is one, and never waits for more than this.
        settings.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, "10000");
        // Names that the library makes up change with the topology, and state would be lost.
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        // How long the application may stand still without the broker dropping what it would have to restore.
        settings.put(
                StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG,
                Long.toString(STANDSTILL.toMillis()));
        return Map.copyOf(settings);
    }

    static void checkMemory(long bytes) {
        if (bytes < LEAST_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    MEMORY_BYTES + " = " + bytes + ", expected at least " + LEAST_MEMORY_BYTES);
        }
    }
}
