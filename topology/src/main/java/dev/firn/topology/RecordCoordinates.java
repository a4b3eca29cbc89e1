package dev.firn.topology;

import dev.firn.enrichments.EventIds;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** Where a record came from: what makes its generated ids and keys the same whenever it is processed again. */
record RecordCoordinates(String topic, int partition, long offset) {

    /** Of the record that is being processed; a punctuation has none, and gets a place that no record has. */
    static RecordCoordinates of(ProcessingContext context) {
        return context.recordMetadata()
                .map(at -> new RecordCoordinates(at.topic(), at.partition(), at.offset()))
                .orElse(new RecordCoordinates("", -1, -1));
    }

    EventIds ids() {
        return (record, index) -> EventIds.derivedFrom(toString()).eventId(record, index);
    }

    @Override
    public String toString() {
        return topic + '/' + partition + '/' + offset;
    }
}
