package dev.firn.topology.flow;

import dev.firn.enrichments.spi.Derivation;
import java.util.List;
import java.util.Map;
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

    /**
     * What it makes of what in good events, for people who ask where a column comes from. Optional: the default says that
     * it changes nothing.
     */
    default List<Derivation> derivations() {
        return List.of();
    }

    /** Settings that people want to see, by names in kebab-case; in order. Optional: the default tells nothing. */
    default Map<String, String> facts() {
        return Map.of();
    }
}
