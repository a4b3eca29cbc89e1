package dev.firn.topology.feature;

import dev.firn.topology.flow.Item;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Sends items where a Java producer puts their features; those without a key stay together as they came. Remembers how many
 * partitions there are, to tell features that lie elsewhere: nothing else in a running topology knows. Thread-safe.
 */
final class Placement implements StreamPartitioner<byte[], Item> {

    /** 0 until the first item was sent. */
    private volatile int partitions;

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, Item item, int count) {
        if (partitions != count) {
            partitions = count;
        }
        return Optional.of(Set.of(key == null ? Math.floorMod(item.origin().partition(), count) : of(key, count)));
    }

    /** Whether items will not find a feature, because it lies in another partition than they are sent to. */
    boolean isWrong(byte[] key, int partition) {
        int count = partitions;
        return count > 0 && of(key, count) != partition;
    }

    private static int of(byte[] key, int count) {
        return Utils.toPositive(Utils.murmur2(key)) % count;
    }
}
