package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Variables that set a Kafka key: {@code KAFKA_SASL_JAAS_CONFIG} for all clients, {@code KAFKA_PRODUCER_LINGER_MS} for
 * one kind. Only names that stand for a key of Kafka count: Kubernetes itself sets {@code KAFKA_PORT} and the like when
 * a service is called kafka.
 */
final class KafkaEnvironment {

    private static final String PREFIX = "KAFKA_";

    /** Prefix of the variable to the native section; the first that fits counts. */
    private static final Map<String, String> CLIENTS = clients();

    /** As in a variable to as in Kafka. A table, for some keys of Kafka hold underscores themselves. */
    private static final Map<String, String> KEYS = keys();

    private KafkaEnvironment() {}

    private static Map<String, String> clients() {
        Map<String, String> clients = new LinkedHashMap<>();
        clients.put("PRODUCER_", "kafka.producer.");
        clients.put("CONSUMER_", "kafka.consumer.");
        clients.put("MAIN_CONSUMER_", "kafka.consumer.");
        clients.put("RESTORE_CONSUMER_", "streams.restore.consumer.");
        clients.put("GLOBAL_CONSUMER_", "streams.global.consumer.");
        clients.put("ADMIN_", "streams.admin.");
        return clients;
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>();
        StreamsConfig.configDef().names().forEach(key -> keys.put(variable(key), key));
        ProducerConfig.configNames().forEach(key -> keys.put(variable(key), key));
        ConsumerConfig.configNames().forEach(key -> keys.put(variable(key), key));
        AdminClientConfig.configNames().forEach(key -> keys.put(variable(key), key));
        return keys;
    }

    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Native keys that the environment sets; a note for each name that looks like one and is none. */
    static Map<String, ConfigValue> settings(Map<String, String> environment, Findings findings) {
        Map<String, ConfigValue> settings = new TreeMap<>();
        environment.forEach((name, text) -> {
            if (name.startsWith(PREFIX)) {
                ConfigValue value = Tree.value(text, "environment variable " + name);
                String key = nativeKey(name.substring(PREFIX.length()));
                if (key.isEmpty()) {
                    findings.add(Finding.Severity.NOTE, name, null, "ignored: stands for no key of Kafka", "");
                } else {
                    settings.put(key, value);
                }
            }
        });
        return settings;
    }

    private static String nativeKey(String name) {
        for (Map.Entry<String, String> client : CLIENTS.entrySet()) {
            String key = KEYS.get(
                    name.startsWith(client.getKey())
                            ? name.substring(client.getKey().length())
                            : "");
            if (key != null) {
                return client.getValue() + key;
            }
        }
        String key = KEYS.getOrDefault(name, "");
        return switch (key) {
            case "" -> "";
            case StreamsConfig.BOOTSTRAP_SERVERS_CONFIG -> "kafka.bootstrap-servers";
            case StreamsConfig.APPLICATION_ID_CONFIG -> "application-id";
            default -> "streams." + key;
        };
    }
}
