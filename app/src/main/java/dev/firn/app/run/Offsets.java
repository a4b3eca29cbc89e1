package dev.firn.app.run;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks brokers where partitions end and what the group has committed. For one thread. */
final class Offsets implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 5000;
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /**
     * What they answered.
     *
     * @param ends behind the last record that may be read; open transactions hold it back
     * @param committed of those partitions that anything was committed of
     */
    record Found(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {

        static final Found NOTHING = new Found(Map.of(), Map.of());

        /** Of a partition that nothing was committed of, all that it ever had. */
        long lag(TopicPartition partition) {
            return Math.max(0, ends.getOrDefault(partition, 0L) - committed.getOrDefault(partition, 0L));
        }
    }

    private final Admin admin;
    private final String group;

    /** @param clients settings with {@code bootstrap.servers} and security */
    Offsets(Properties clients, String group) {
        this.admin = Admin.create(clients);
        this.group = group;
    }

    /**
     * Asks; takes ten seconds at most.
     *
     * @throws ExecutionException when a broker refuses, or cannot say it of any of the partitions
     * @throws TimeoutException when one is silent
     */
    Found of(Collection<TopicPartition> partitions) throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(TIMEOUT_MILLIS))
                .all()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .forEach((partition, info) -> ends.put(partition, info.offset()));
        Map<TopicPartition, Long> committed = new HashMap<>();
        // Also asked without partitions: it tells whether brokers answer.
        Map<TopicPartition, OffsetAndMetadata> all = admin.listConsumerGroupOffsets(
                        group, new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MILLIS))
                .partitionsToOffsetAndMetadata()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        all.forEach((partition, offset) -> {
            if (offset != null && latest.containsKey(partition)) {
                committed.put(partition, offset.offset());
            }
        });
        return new Found(ends, committed);
    }

    @Override
    public void close() {
        admin.close(GOODBYE);
    }
}
