package dev.firn.app.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far committed offsets lie behind what can be read, asked of the brokers: what a consumer says of its own lag
 * stands still as soon as its thread does.
 */
final class GroupLag {

    private static final int LIMIT_SECONDS = 10;

    private final String group;

    GroupLag(String group) {
        this.group = group;
    }

    /**
     * Records to be read and committed, by partition. A partition without a committed offset counts from its start.
     *
     * @throws ExecutionException when brokers refuse
     * @throws TimeoutException when they do not answer
     */
    Map<TopicPartition, Long> of(Admin admin, Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                .partitionsToOffsetAndMetadata(group)
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Set<TopicPartition> fresh = partitions.stream()
                .filter(partition -> committed.get(partition) == null)
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> starts = offsets(admin, fresh, OffsetSpec.earliest());
        Map<TopicPartition, Long> lag = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndMetadata reached = committed.get(partition);
            long start = reached == null ? starts.getOrDefault(partition, end) : reached.offset();
            lag.put(partition, Math.max(0, end - start));
        });
        return lag;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)),
                        // What lies in an open transaction cannot be read yet.
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** Who is in the group, and for how many partitions, in a sentence; for the log. */
    String members(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Collection<MemberDescription> members =
                admin.describeConsumerGroups(Set.of(group)).all().get(LIMIT_SECONDS, TimeUnit.SECONDS).values().stream()
                        .flatMap(description -> description.members().stream())
                        .toList();
        long without = members.stream()
                .filter(member -> member.assignment().topicPartitions().isEmpty())
                .count();
        Map<String, Long> topics = members.stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .collect(Collectors.groupingBy(TopicPartition::topic, Collectors.counting()));
        return "the group has " + members.size() + " members, " + without + " of them without a partition; partitions: "
                + new TreeSet<>(topics.entrySet().stream()
                        .map(topic -> topic.getKey() + "=" + topic.getValue())
                        .toList());
    }
}
