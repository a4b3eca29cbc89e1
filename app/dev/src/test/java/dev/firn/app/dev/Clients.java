package dev.firn.app.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers of the tests in this package. */
final class Clients {

    private Clients() {}

    static KafkaProducer<byte[], byte[]> producer(InProcessBroker broker) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Ready to begin its first transaction. */
    static KafkaProducer<byte[], byte[]> transactional(InProcessBroker broker, String transactionalId) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    /** Sends one after the other, each acknowledged before the next. */
    static void send(KafkaProducer<byte[], byte[]> producer, String topic, String... values) {
        for (String value : values) {
            try {
                producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8)))
                        .get();
            } catch (ExecutionException | InterruptedException e) {
                throw new AssertionError("not sent to " + topic, e);
            }
        }
    }

    static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }
}
