package dev.firn.topology.output;

import dev.firn.enrichments.PipelineListener;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Items to the records of their outputs, each forwarded to the sink of its output. One for each task. */
public final class OutputsProcessor extends ContextualProcessor<byte[], Item, byte[], byte[]> {

    private static final byte[] NOTHING = {};

    private final Map<StreamId, Output> outputs;
    private final Map<StreamId, String> sinks;
    private final OutcomeEncoder encoder;
    private final PipelineListener listener;

    public OutputsProcessor(
            Map<StreamId, Output> outputs,
            Map<StreamId, String> sinks,
            OutcomeEncoder encoder,
            PipelineListener listener) {
        this.outputs = outputs;
        this.sinks = sinks;
        this.encoder = encoder;
        this.listener = listener;
    }

    @Override
    public void process(Record<byte[], Item> record) {
        Item item = record.value();
        Output output = outputs.get(item.stream());
        if (output == null) {
            return;
        }
        if (item instanceof Item.Event event) {
            write(record, event, output);
        } else if (item instanceof Item.Bad bad) {
            writeBad(record, encoder.bad(bad.row()));
        }
    }

    private void write(Record<byte[], Item> record, Item.Event item, Output output) {
        EnrichedEvent event = item.event();
        Headers headers = new RecordHeaders();
        byte[] key = key(event, output.key() instanceof Value.Column column ? column.field() : null);
        if (key.length == 0) {
            // Also an id can be missing: a limit below its length takes it out of incomplete events.
            key = placeKey(item);
        }
        int extraBytes = key.length + addHeaders(event, output.headers(), headers);
        byte[] value = encoder.encode(output.format(), event, extraBytes);
        if (value != null) {
            context().forward(
                    new Record<>(key, value, record.timestamp(), headers), sinks.get(item.stream()));
        } else if (item.stream().equals(StreamId.PII)) {
            listener.pseudonymisationTooLarge();
        } else {
            writeBad(record, encoder.oversized(output.format(), event));
        }
    }

    /** Also an event that was too big leaves as a bad row, which has a key of its own and no headers. */
    private void writeBad(Record<byte[], Item> record, byte[] row) {
        context().forward(
                new Record<>(placeKey(record.value()), row, record.timestamp(), new RecordHeaders()),
                sinks.get(StreamId.BAD));
    }

    private static byte[] placeKey(Item item) {
        return item.origin().id().toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] key(EnrichedEvent event, @Nullable AtomicField field) {
        String text = field == null ? null : EnrichedTsv.text(event, field);
        if (text == null || text.isEmpty()) {
            text = event.text(AtomicField.EVENT_ID);
        }
        return text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
    }

    private static int addHeaders(EnrichedEvent event, List<HeaderRule> rules, Headers headers) {
        int bytes = 0;
        for (HeaderRule rule : rules) {
            AtomicField field = ((Value.Column) rule.value()).field();
            String text = EnrichedTsv.text(event, field);
            if (text != null) {
                byte[] value = text.getBytes(StandardCharsets.UTF_8);
                headers.add(field.column(), value);
                bytes += value.length + field.column().length();
            }
        }
        return bytes;
    }
}
