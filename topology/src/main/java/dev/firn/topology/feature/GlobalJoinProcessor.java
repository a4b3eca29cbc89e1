package dev.firn.topology.feature;

import dev.firn.topology.flow.Item;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Looks features up in a global table. One for each task. */
final class GlobalJoinProcessor extends ContextualProcessor<byte[], Item, byte[], Item> {

    private final FeatureKeys keys;
    private final Endings endings;
    private final String store;
    private KeyValueStore<byte[], byte[]> features;

    @SuppressWarnings("NullAway.Init") // by init
    GlobalJoinProcessor(FeatureKeys keys, Endings endings, String store) {
        this.keys = keys;
        this.endings = endings;
        this.store = store;
    }

    @Override
    public void init(ProcessorContext<byte[], Item> context) {
        super.init(context);
        features = context.getStateStore(store);
    }

    @Override
    public void process(Record<byte[], Item> record) {
        context().forward(keys.concern(record.value().stream()) ? joined(record) : record);
    }

    private Record<byte[], Item> joined(Record<byte[], Item> record) {
        long start = endings.listener().start();
        byte[] key = keys.of(record);
        Item joined = endings.atOnce(record.value(), key == null ? null : features.get(key));
        endings.listener().end(start);
        return record.withValue(joined);
    }
}
