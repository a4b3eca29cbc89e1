package dev.firn.topology.feature;

import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Lets features and tombstones on to a partitioned table; what is neither becomes a tombstone. One for each task. */
final class FeatureReader extends ContextualFixedKeyProcessor<byte[], byte[], byte[]> {

    private final FeatureRecords records;

    FeatureReader(FeatureRecords records) {
        this.records = records;
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        if (records.hasKey(record.key(), place)) {
            context().forward(record.withValue(records.feature(record.value(), place)));
        }
    }
}
