package dev.firn.topology.feature;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps a global table up to date, also while it is filled at the start. One for each instance. */
final class GlobalFeatures extends ContextualProcessor<byte[], byte[], Void, Void> {

    private final FeatureRecords records;
    private final String store;

    GlobalFeatures(FeatureRecords records, String store) {
        this.records = records;
        this.store = store;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        if (records.hasKey(record.key(), place)) {
            KeyValueStore<byte[], byte[]> features = context().getStateStore(store);
            features.put(record.key(), records.feature(record.value(), place));
        }
    }
}
