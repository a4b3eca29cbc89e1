package dev.firn.topology;

import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.EncodedRecord.Stream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One collector record to its output records, each forwarded to the sink of its stream. One for each task. */
final class EnrichProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final byte[] NOTHING = {};

    private final EventPipeline pipeline;
    private final OutcomeEncoder encoder;
    private final Map<Stream, Output> outputs;
    private final Map<Stream, String> sinks;
    private @Nullable ProcessorContext<byte[], byte[]> context;

    EnrichProcessor(
            EventPipeline pipeline, OutcomeEncoder encoder, Map<Stream, Output> outputs, Map<Stream, String> sinks) {
        this.pipeline = pipeline;
        this.encoder = encoder;
        this.outputs = outputs;
        this.sinks = sinks;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        ProcessorContext<byte[], byte[]> to = context;
        if (to == null) {
            throw new IllegalStateException("not initialised");
        }
        RecordCoordinates from = RecordCoordinates.of(to);
        byte[] value = input.value() == null ? NOTHING : input.value();
        List<Outcome> outcomes = pipeline.process(value, from.ids());
        for (int i = 0; i < outcomes.size(); i++) {
            forward(to, input, from, outcomes.get(i), i);
        }
    }

    private void forward(
            ProcessorContext<byte[], byte[]> to,
            Record<byte[], byte[]> input,
            RecordCoordinates from,
            Outcome outcome,
            int index) {
        EnrichedEvent event =
                outcome.fold(Outcome.Good::event, bad -> null, Outcome.Incomplete::event, dropped -> null);
        Output output = outputs.get(outcome instanceof Outcome.Incomplete ? Stream.INCOMPLETE : Stream.GOOD);
        byte[] key = NOTHING;
        Headers headers = new RecordHeaders();
        int extraBytes = 0;
        if (event != null && output != null) {
            key = key(event, output.key());
            if (key.length == 0) {
                // Also an id can be missing: a limit below its length takes it out of incomplete events.
                key = placeKey(from, index);
            }
            extraBytes = key.length + addHeaders(event, output.headers(), headers);
        }
        EncodedRecord encoded = encoder.encode(outcome, extraBytes);
        if (encoded == null) {
            return;
        }
        if (encoded.stream() == Stream.BAD) {
            // Also an event that was too big: it leaves as a bad row, which has a key of its own and no headers.
            key = placeKey(from, index);
            headers = new RecordHeaders();
        }
        long timestamp =
                RecordTimestamps.of(OutcomeTimestamps.collector(outcome), input.timestamp(), to.currentSystemTimeMs());
        to.forward(new Record<>(key, encoded.value(), timestamp, headers), sinks.get(encoded.stream()));
        if (outcome instanceof Outcome.Good good && good.pseudonymisation() != null) {
            forwardPii(to, good.pseudonymisation(), timestamp);
        }
    }

    private void forwardPii(ProcessorContext<byte[], byte[]> to, EnrichedEvent event, long timestamp) {
        Output output = outputs.get(Stream.PII);
        if (output == null) {
            return;
        }
        Headers headers = new RecordHeaders();
        byte[] key = key(event, output.key());
        int extraBytes = key.length + addHeaders(event, output.headers(), headers);
        EncodedRecord encoded = encoder.encode(Stream.PII, output.format(), event, extraBytes);
        if (encoded == null) {
            pipeline.listener().pseudonymisationTooLarge();
        } else {
            to.forward(new Record<>(key, encoded.value(), timestamp, headers), sinks.get(Stream.PII));
        }
    }

    private static byte[] placeKey(RecordCoordinates from, int index) {
        return from.ids().eventId(NOTHING, index).toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] key(EnrichedEvent event, @Nullable AtomicField field) {
        String text = field == null ? null : EnrichedTsv.text(event, field);
        if (text == null || text.isEmpty()) {
            text = event.text(AtomicField.EVENT_ID);
        }
        return text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
    }

    private static int addHeaders(EnrichedEvent event, List<AtomicField> fields, Headers headers) {
        int bytes = 0;
        for (AtomicField field : fields) {
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
