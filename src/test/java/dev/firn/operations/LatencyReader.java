package dev.firn.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long after the collector's time a careful reader gets an event. Reads one partition of a topic, in a thread of its
 * own, from its end on.
 */
final class LatencyReader implements AutoCloseable {

    private final List<Long> latencies = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopping;

    LatencyReader(String servers, String topic) {
        thread = new Thread(() -> read(servers, topic), "latency");
        thread.start();
    }

    private void read(String servers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "latest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToEnd(partition);
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    add(System.currentTimeMillis() - record.timestamp());
                }
            }
        }
    }

    private synchronized void add(long millis) {
        latencies.add(millis);
    }

    /** Those since the last call, sorted. */
    synchronized List<Long> take() {
        List<Long> taken = latencies.stream().sorted().toList();
        latencies.clear();
        return taken;
    }

    static double percentile(List<Long> sorted, double part) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size()));
    }

    @Override
    public void close() {
        stopping = true;
    }
}
