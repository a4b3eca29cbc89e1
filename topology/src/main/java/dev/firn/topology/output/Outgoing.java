package dev.firn.topology.output;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.jspecify.annotations.Nullable;

/**
 * A value with what its sink needs to know.
 *
 * @param value not to be changed
 * @param topic null where the sink has but one
 * @param place modulo the number of partitions, it gives the partition; null to leave it to the producer
 */
record Outgoing(byte[] value, @Nullable String topic, @Nullable Long place) {

    // A record's own equals would compare the array's identity, and nothing compares these.

    static final Serde<Outgoing> SERDE = Serdes.serdeFrom((topic, outgoing) -> outgoing.value(), (topic, bytes) -> {
        throw new UnsupportedOperationException("nobody reads what a sink writes");
    });

    /** What an item's own partition is chosen by; without it the producer chooses. */
    static final StreamPartitioner<byte[], Outgoing> PARTITIONER =
            (topic, key, outgoing, partitions) -> outgoing.place() == null
                    ? Optional.empty()
                    : Optional.of(Set.of((int) Math.floorMod(outgoing.place(), (long) partitions)));

    /** The topic that an item chose. */
    record ByTemplate(String template) implements TopicNameExtractor<byte[], Outgoing> {
        @Override
        public String extract(byte[] key, Outgoing outgoing, RecordContext context) {
            return String.valueOf(outgoing.topic());
        }

        /** Shows in descriptions of the topology. */
        @Override
        public String toString() {
            return template;
        }
    }
}
