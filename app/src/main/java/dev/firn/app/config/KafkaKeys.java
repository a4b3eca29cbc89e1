package dev.firn.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** What Kafka itself knows about a key of its configuration, with or without the prefix of a client. */
final class KafkaKeys {

    private static final Map<String, ConfigDef> CLIENTS = clients();
    /** Without a prefix a key may belong to anyone. */
    private static final List<ConfigDef> ALL = List.of(
            StreamsConfig.configDef(),
            ProducerConfig.configDef(),
            ConsumerConfig.configDef(),
            AdminClientConfig.configDef());
    /** Behind these come names of others: of topic settings, of tags, of providers. */
    private static final List<String> FOREIGN =
            List.of(StreamsConfig.TOPIC_PREFIX, StreamsConfig.CLIENT_TAG_PREFIX, "config.providers");

    private KafkaKeys() {}

    private static Map<String, ConfigDef> clients() {
        Map<String, ConfigDef> clients = new LinkedHashMap<>();
        clients.put(StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configDef());
        clients.put(StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.configDef());
        clients.put(StreamsConfig.RESTORE_CONSUMER_PREFIX, ConsumerConfig.configDef());
        clients.put(StreamsConfig.GLOBAL_CONSUMER_PREFIX, ConsumerConfig.configDef());
        clients.put(StreamsConfig.CONSUMER_PREFIX, ConsumerConfig.configDef());
        clients.put(StreamsConfig.ADMIN_CLIENT_PREFIX, AdminClientConfig.configDef());
        return clients;
    }

    /** The prefix of a client, or an empty text. */
    static String prefix(String key) {
        return CLIENTS.keySet().stream().filter(key::startsWith).findFirst().orElse("");
    }

    static String bare(String key) {
        return key.substring(prefix(key).length());
    }

    static boolean knows(String key) {
        return definition(key) != null || FOREIGN.stream().anyMatch(key::startsWith);
    }

    /** What is wrong with the value, in Kafka's words; null if nothing is, or if Kafka does not know the key. */
    static @Nullable String complaint(String key, String value) {
        ConfigDef.ConfigKey known = definition(key);
        if (known == null) {
            return null;
        }
        try {
            Object parsed = ConfigDef.parseType(known.name, value, known.type);
            if (known.validator != null) {
                known.validator.ensureValid(known.name, parsed);
            }
            return null;
        } catch (ConfigException e) {
            return Objects.requireNonNullElse(e.getMessage(), "not legal");
        }
    }

    private static ConfigDef.@Nullable ConfigKey definition(String key) {
        ConfigDef client = CLIENTS.get(prefix(key));
        String bare = bare(key);
        return (client == null ? ALL : List.of(client))
                .stream()
                        .map(definition -> definition.configKeys().get(bare))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }
}
