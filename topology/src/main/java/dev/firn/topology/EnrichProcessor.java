package dev.firn.topology;

import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.RecordTimestamps;
import dev.firn.topology.flow.StreamId;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One collector record to the items that it holds. One for each task. */
final class EnrichProcessor extends ContextualProcessor<byte[], byte[], byte[], Item> {

    private static final byte[] NOTHING = {};

    private final EventPipeline pipeline;
    private final boolean keepsRaw;

    /** @param keepsRaw whether the records themselves are wanted as items, too */
    EnrichProcessor(EventPipeline pipeline, boolean keepsRaw) {
        this.pipeline = pipeline;
        this.keepsRaw = keepsRaw;
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        Origin from = Origin.of(context());
        pipeline.listener().taken(context().currentSystemTimeMs() - input.timestamp());
        byte[] value = input.value() == null ? NOTHING : input.value();
        if (keepsRaw) {
            context().forward(input.withValue(new Item.Raw(from, value))); // with its key and headers
        }
        List<Outcome> outcomes = pipeline.process(value, from.ids());
        for (int i = 0; i < outcomes.size(); i++) {
            forward(outcomes.get(i), from.at(i), input.timestamp());
        }
    }

    private void forward(Outcome outcome, Origin from, long inputTimestamp) {
        Item item = item(outcome, from);
        if (item == null) {
            return;
        }
        long timestamp = RecordTimestamps.of(
                OutcomeTimestamps.collector(outcome), inputTimestamp, context().currentSystemTimeMs());
        forward(item, timestamp);
        if (outcome instanceof Outcome.Good good && good.pseudonymisation() != null) {
            forward(new Item.Event(StreamId.PII, from, good.pseudonymisation()), timestamp);
        }
    }

    /** Null for what is dropped on purpose. */
    private static @Nullable Item item(Outcome outcome, Origin from) {
        return outcome.fold(
                good -> new Item.Event(StreamId.GOOD, from, good.event()),
                bad -> new Item.Bad(from, bad.row()),
                incomplete -> new Item.Event(StreamId.INCOMPLETE, from, incomplete.event()),
                dropped -> null);
    }

    private void forward(Item item, long timestamp) {
        context().forward(new Record<>(NOTHING, item, timestamp, new RecordHeaders()));
    }
}
