package dev.firn.topology.flow;

import dev.firn.enrichments.EventIds;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Where an item came from: what makes its generated ids and keys the same whenever it is processed again.
 *
 * @param index which item of the record, from 0
 */
public record Origin(String topic, int partition, long offset, int index) {

    private static final byte[] NOTHING = {};

    /** Of the record that is being processed; a punctuation has none, and gets a place that no record has. */
    public static Origin of(ProcessingContext context) {
        return context.recordMetadata()
                .map(at -> new Origin(at.topic(), at.partition(), at.offset(), 0))
                .orElse(new Origin("", -1, -1, 0));
    }

    /** Another item of the same record. */
    public Origin at(int otherIndex) {
        return otherIndex == index ? this : new Origin(topic, partition, offset, otherIndex);
    }

    /** Ids for the items of this record that have none of their own. */
    public EventIds ids() {
        return (record, number) -> EventIds.derivedFrom(place()).eventId(record, number);
    }

    /** An id of this very item. */
    public UUID id() {
        return ids().eventId(NOTHING, index);
    }

    private String place() {
        return topic + '/' + partition + '/' + offset;
    }

    /** {@code topic/partition/offset#index}. */
    @Override
    public String toString() {
        return place() + '#' + index;
    }
}
