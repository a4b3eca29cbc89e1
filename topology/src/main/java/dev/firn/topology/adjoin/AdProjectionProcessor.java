package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.topology.flow.Item;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Items to the records of the topic between: the join key, and as little as the join needs. One for each task. */
final class AdProjectionProcessor extends ContextualProcessor<byte[], Item, byte[], byte[]> {

    private final AdProjection projection;

    AdProjectionProcessor(AdProjection projection) {
        this.projection = projection;
    }

    @Override
    public void process(Record<byte[], Item> item) {
        projection.project(item, (key, event) -> context()
                .forward(new Record<>(
                        key.getBytes(UTF_8), AdBytes.toRecord(event), item.timestamp(), new RecordHeaders())));
    }
}
