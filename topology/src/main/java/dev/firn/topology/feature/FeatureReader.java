package dev.firn.topology.feature;

import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Lets features and tombstones on to a partitioned table; what is neither becomes a tombstone. One for each task. */
final class FeatureReader extends ContextualFixedKeyProcessor<byte[], byte[], byte[]> {

    private final FeatureRecords records;
    private final Placement placement;
    private final FeatureListener listener;

    FeatureReader(FeatureRecords records, Placement placement, FeatureListener listener) {
        this.records = records;
        this.placement = placement;
        this.listener = listener;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        if (records.hasKey(record.key(), place)) {
            if (placement.isWrong(record.key(), place.partition())) {
                listener.count(FeatureListener.Fate.MISPLACED);
                listener.misplaced(place.topic(), place.partition(), place.offset());
            }
            context().forward(record.withValue(records.feature(record.value(), place)));
        }
    }
}
