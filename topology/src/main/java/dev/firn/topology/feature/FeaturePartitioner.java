package dev.firn.topology.feature;

import dev.firn.topology.flow.Item;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends items where a Java producer puts their features; those without a key stay together as they came. */
final class FeaturePartitioner implements StreamPartitioner<byte[], Item> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, Item item, int count) {
        int number = key == null ? item.origin().partition() & Integer.MAX_VALUE : Utils.toPositive(Utils.murmur2(key));
        return Optional.of(Set.of(number % count));
    }
}
