package dev.firn.topology.json;

import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** One record to the items that it holds. One for each task. */
final class JsonProcessor extends ContextualProcessor<byte[], byte[], byte[], Item> {

    private final JsonRecords reader;

    JsonProcessor(JsonRecords reader) {
        this.reader = reader;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        reader.read(record, Origin.of(context()), context().currentSystemTimeMs())
                .forEach(context()::forward);
    }
}
