package dev.firn.app.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The records of a topic as it is now: from its beginning to the end it had when it was opened. Commits nothing. */
public final class TopicSource implements RecordSource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> remaining;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

    private TopicSource(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.remaining = ends;
    }

    /**
     * @param clientConfig properties file with further settings of the consumer, or null
     * @throws IOException when brokers or topic cannot be reached
     */
    public static TopicSource open(String servers, String topic, @Nullable Path clientConfig) throws IOException {
        Properties settings = new Properties();
        if (clientConfig != null) {
            try (InputStream in = Files.newInputStream(clientConfig)) {
                settings.load(in);
            }
        }
        settings.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        try {
            KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, PATIENCE);
            if (partitions == null || partitions.isEmpty()) {
                consumer.close();
                throw new IOException("topic " + topic + " does not exist on " + servers);
            }
            List<TopicPartition> all = partitions.stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            return new TopicSource(consumer, new HashMap<>(consumer.endOffsets(all, PATIENCE)));
        } catch (KafkaException e) {
            throw new IOException("topic " + topic + " on " + servers + ": " + e.getMessage(), e);
        }
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        try {
            while (!polled.hasNext()) {
                remaining.entrySet().removeIf(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
                if (remaining.isEmpty()) {
                    return null;
                }
                polled = consumer.poll(Duration.ofMillis(500)).iterator();
            }
            byte[] value = polled.next().value();
            return value == null ? new byte[0] : value;
        } catch (KafkaException e) {
            throw new IOException("reading the topic: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
