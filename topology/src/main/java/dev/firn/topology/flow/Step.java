package dev.firn.topology.flow;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;

/** A part of the topology between enrichment and outputs. Names every node, store and topic that it adds. */
public interface Step {

    /**
     * Adds itself.
     *
     * @param items all items so far
     * @param outlets for what does not go on
     * @return the items that go on
     */
    KStream<byte[], Item> addTo(StreamsBuilder builder, KStream<byte[], Item> items, Outlets outlets);
}
