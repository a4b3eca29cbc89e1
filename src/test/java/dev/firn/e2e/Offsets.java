package dev.firn.e2e;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks a cluster how far things have come. */
public final class Offsets implements AutoCloseable {

    private final Admin admin;

    public Offsets(String servers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
    }

    /** Ends of all partitions of the topics, counting what is not committed yet. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        return ends(topics, IsolationLevel.READ_UNCOMMITTED);
    }

    /**
     * True when nothing waits in an application's topics between its steps. What was committed is asked first: a step
     * commits together with what it sends to the next one.
     */
    public boolean nothingBetween(String application) {
        Map<TopicPartition, Long> committed = committed(application);
        List<String> topics = get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(application + "-") && name.endsWith("-repartition"))
                .toList();
        Map<TopicPartition, Long> ends = ends(topics);
        // With no transaction open, the last thing in a partition is the mark of one.
        return stableEnds(topics).equals(ends)
                && ends.entrySet().stream()
                        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1);
    }

    /** How far readers of committed records come now. */
    public Map<TopicPartition, Long> stableEnds(Collection<String> topics) {
        return ends(topics, IsolationLevel.READ_COMMITTED);
    }

    private Map<TopicPartition, Long> ends(Collection<String> topics, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        get(admin.describeTopics(topics).allTopicNames()).forEach((name, topic) -> topic.partitions()
                .forEach(one -> wanted.put(new TopicPartition(name, one.partition()), OffsetSpec.latest())));
        return get(admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    /** What a group has committed. */
    public Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> answer =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        answer.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    /** True when the group has committed everything up to these ends. */
    public boolean reached(String group, Map<TopicPartition, Long> ends) {
        return reached(committed(group), ends);
    }

    public static boolean reached(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    public static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the cluster does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
