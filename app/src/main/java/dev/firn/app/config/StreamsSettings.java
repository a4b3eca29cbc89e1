package dev.firn.app.config;

import dev.firn.topology.state.StateSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.security.oauthbearer.ClientJwtValidator;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The settings that Kafka Streams is started with: the user's, over defaults of ours that suit transactions of half a
 * second. Immutable. What the topology itself brings (serdes, handlers) is not in here.
 */
public final class StreamsSettings {

    private static final List<String> PROVIDER_MARKS = List.of("${file:", "${env:", "${dir:");

    /** A native section, and the prefix that its keys have in Kafka Streams. */
    private record Section(String place, String prefix, Function<FirnConfig.Kafka, Map<String, String>> settings) {}

    /** A later one wins. */
    private static final List<Section> SECTIONS = List.of(
            new Section("streams.", "", FirnConfig.Kafka::streams),
            new Section("kafka.producer.", StreamsConfig.PRODUCER_PREFIX, FirnConfig.Kafka::producer),
            new Section("kafka.consumer.", StreamsConfig.MAIN_CONSUMER_PREFIX, FirnConfig.Kafka::consumer));

    private final Map<String, String> settings;
    private final int maxRecordBytes;

    private StreamsSettings(Map<String, String> settings, int maxRecordBytes) {
        this.settings = Map.copyOf(settings);
        this.maxRecordBytes = maxRecordBytes;
    }

    /** The settings of a configuration; what does not fit together is added to the findings. */
    static StreamsSettings of(FirnConfig config, Machine machine, Findings findings) {
        Map<String, String> settings = new TreeMap<>();
        for (Section section : SECTIONS) {
            section.settings()
                    .apply(config.kafka())
                    .forEach((key, value) -> settings.put(section.prefix() + key, value));
        }
        defaults(config, machine, settings).forEach((key, value) -> {
            if (lookup(settings, key) == null) {
                settings.put(key, value);
            }
        });
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
        return new StreamsSettings(settings, new StreamsChecks(config, settings, findings).run(machine));
    }

    /** The key of Kafka Streams that a native key stands for; null when it is none of a client. */
    static @Nullable String streamsKey(String nativeKey) {
        for (Section section : SECTIONS) {
            if (nativeKey.startsWith(section.place())) {
                return section.prefix() + nativeKey.substring(section.place().length());
            }
        }
        return null;
    }

    /** The most telling native key for a key of Kafka Streams. */
    static String nativeKey(String streamsKey) {
        String prefix = KafkaKeys.prefix(streamsKey);
        return SECTIONS.stream()
                .filter(section -> section.prefix().equals(prefix))
                .map(section -> section.place() + KafkaKeys.bare(streamsKey))
                .findFirst()
                .orElse("streams." + streamsKey);
    }

    private static Map<String, String> defaults(FirnConfig config, Machine machine, Map<String, String> user) {
        Map<String, String> defaults = new LinkedHashMap<>(
                StateSettings.streamsDefaults(config.state().memory().bytesOf(machine.memoryBytes())));
        defaults.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Each commit is one transaction: markers in every output partition, and the least latency of a reader.
        defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "500");
        defaults.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(machine.processors()));
        defaults.put(StreamsConfig.STATE_DIR_CONFIG, config.state().folder().toString());
        // A volume that comes back after so long holds nothing worth keeping.
        defaults.put(
                StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG,
                Long.toString(Duration.ofDays(7).toMillis()));
        defaults.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, "-1");
        defaults.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, "120000");
        // Kafka 5.0 makes it the default and until then warns at every start; the constant is born deprecated.
        defaults.put("processing.exception.handler.global.enabled", "true");
        // The library's 10 s under exactly-once is less than one slow call of an enrichment may take.
        defaults.put(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), "60000");
        defaults.put(producer(ProducerConfig.BATCH_SIZE_CONFIG), "131072");
        defaults.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        defaults.put(producer(ProducerConfig.LINGER_MS_CONFIG), "50");
        defaults.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), "500");
        defaults.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        if (lookup(user, consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)) != null) {
            // A static member keeps its tasks for so long while its pod restarts.
            defaults.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), "60000");
        }
        if ("OAUTHBEARER".equals(user.get(SaslConfigs.SASL_MECHANISM))) {
            // Kafka's default one can also check tokens as brokers do, and needs a library for that which clients do
            // not.
            defaults.put(SaslConfigs.SASL_OAUTHBEARER_JWT_VALIDATOR_CLASS, ClientJwtValidator.class.getName());
        }
        if (user.values().stream().anyMatch(value -> PROVIDER_MARKS.stream().anyMatch(value::contains))) {
            defaults.put("config.providers", "file,env,dir");
            defaults.put("config.providers.file.class", FileConfigProvider.class.getName());
            defaults.put("config.providers.env.class", EnvVarConfigProvider.class.getName());
            defaults.put("config.providers.dir.class", DirectoryConfigProvider.class.getName());
        }
        return defaults;
    }

    private static String producer(String key) {
        return StreamsConfig.producerPrefix(key);
    }

    private static String consumer(String key) {
        return StreamsConfig.mainConsumerPrefix(key);
    }

    /** What a client will see: its own prefix first, then that of all consumers, then none. */
    static @Nullable String lookup(Map<String, String> settings, String key) {
        String bare = KafkaKeys.bare(key);
        String own = settings.get(key);
        if (own == null && KafkaKeys.prefix(key).endsWith(StreamsConfig.CONSUMER_PREFIX)) {
            own = settings.get(StreamsConfig.CONSUMER_PREFIX + bare);
        }
        return own == null ? settings.get(bare) : own;
    }

    /** A fresh copy, for {@code new KafkaStreams(topology, properties)}. Values are texts. */
    public Properties properties() {
        Properties properties = new Properties();
        settings.forEach(properties::setProperty);
        return properties;
    }

    /** The limit of one record value in bytes: the configured one, or what a request can carry, if that is less. */
    public int maxRecordBytes() {
        return maxRecordBytes;
    }

    /**
     * Whether a stopping member should leave its group at once. A static member should not: it is expected back under
     * its name.
     */
    public boolean leavesGroupOnClose() {
        return lookup(settings, consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)) == null;
    }

    /** Lines {@code key = value}, sorted, secrets masked. */
    public String text() {
        return EffectiveConfig.lines(properties());
    }

    /** Keys only: values may be secret. */
    @Override
    public String toString() {
        return "StreamsSettings" + new TreeMap<>(settings).keySet();
    }
}
