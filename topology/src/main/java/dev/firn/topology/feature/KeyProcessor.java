package dev.firn.topology.feature;

import dev.firn.topology.flow.Item;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Gives items the keys of their features. One without goes on with no key, as it will, told as missing when it is of a
 * stream that is joined.
 */
final class KeyProcessor extends ContextualProcessor<byte[], Item, byte[], Item> {

    private final FeatureKeys keys;
    private final Endings endings;

    KeyProcessor(FeatureKeys keys, Endings endings) {
        this.keys = keys;
        this.endings = endings;
    }

    @Override
    public void process(Record<byte[], Item> record) {
        byte[] key = keys.of(record);
        Item item = key == null && keys.concern(record.value().stream())
                ? endings.atOnce(record.value(), null)
                : record.value();
        context().forward(record.withKey(key).withValue(item));
    }
}
