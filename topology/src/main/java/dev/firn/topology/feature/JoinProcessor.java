package dev.firn.topology.feature;

import static java.util.Objects.requireNonNull;

import dev.firn.topology.flow.Item;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Ends a partitioned join in which nothing waits. One for each task. */
final class JoinProcessor extends ContextualProcessor<byte[], Side, byte[], Item> {

    private final Endings endings;

    JoinProcessor(Endings endings) {
        this.endings = endings;
    }

    @Override
    public void process(Record<byte[], Side> record) {
        Item item = requireNonNull(record.value().item());
        boolean isJoined = record.key() != null;
        context().forward(record.withValue(isJoined ? joined(item, record.value()) : item));
    }

    private Item joined(Item item, Side side) {
        long start = endings.listener().start();
        Item joined = endings.atOnce(item, side.feature());
        endings.listener().end(start);
        return joined;
    }
}
