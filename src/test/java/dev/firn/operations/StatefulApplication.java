package dev.firn.operations;

import dev.firn.e2e.Deployment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What all scenarios run: it deduplicates across partitions, joins two tables of features and writes six outputs. What is
 * not said here is as Firn ships it. {@link Outputs} knows what must come out.
 */
final class StatefulApplication {

    private StatefulApplication() {}

    static Deployment deployment(String name, Path folder, String servers) {
        return new Deployment(
                name,
                folder,
                servers,
                Map.of(
                        "streams.\"num.stream.threads\"", "2",
                        "output.good.partition-key", "domain_userid",
                        "output.good.headers", "[app_id, event_name]",
                        "deduplication.window", "7 days",
                        "deduplication.natural", "divert",
                        // The jar and the oracle, which runs from classes, would name themselves differently.
                        "processor.version", "proof",
                        "state.memory", "64 MiB",
                        "health.port", "0",
                        "feature-joins",
                                """
                                [{ name = users, topic = NAME-users, keys { good = domain_userid }
                                   context = "iglu:com.acme/user/jsonschema/1-0-0" },
                                 { name = apps, topic = NAME-apps, table = global, keys { good = app_id }
                                   context = "iglu:com.acme/app/jsonschema/1-0-0" }]"""
                                        .replace("NAME", name),
                        "outputs",
                                """
                                [{ name = copies, source = duplicates, topic = NAME-copies }
                                 { name = json, source = good, topic = NAME-json, format = json }
                                 { name = pings, source = good, topic = NAME-pings, filter = "event_name == 'page_ping'" }
                                 { name = backup, source = raw, topic = NAME-backup }]"""
                                        .replace("NAME", name)));
    }

    /** @param configs of the topics of events */
    static void createTopics(Cluster cluster, Deployment deployment, Map<String, String> configs) {
        Map<String, Integer> topics = new HashMap<>();
        topics.put(deployment.raw(), Scenario.PARTITIONS);
        Outputs.NAMES.forEach(output -> topics.put(Outputs.topic(deployment, output), Scenario.PARTITIONS));
        cluster.createTopics(topics, configs);
        cluster.createTopics(
                Map.of(Outputs.topic(deployment, "users"), Scenario.PARTITIONS, Outputs.topic(deployment, "apps"), 1),
                Map.of("cleanup.policy", "compact"));
    }

    /** All that the joins know; written once. */
    static void fillFeatures(Deployment deployment) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", deployment.servers()), new StringSerializer(), new StringSerializer())) {
            fill(producer, Outputs.topic(deployment, "users"), Outputs.users());
            fill(producer, Outputs.topic(deployment, "apps"), Outputs.TEAMS);
        }
    }

    /** Older than all events, so that they are read first. */
    private static void fill(KafkaProducer<String, String> producer, String topic, Map<String, String> features) {
        features.forEach((key, value) -> producer.send(new ProducerRecord<>(topic, null, 1L, key, value)));
    }
}
