package dev.firn.topology.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.PipelineListener;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.OutputListener.Fate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Items to the records of their outputs, each forwarded to the sink of its output. One for each task. */
final class OutputsProcessor extends ContextualProcessor<byte[], Item, byte[], Outgoing> {

    private final Map<StreamId, List<Target>> targets;
    private final Encodings encodings;
    private final SizeLimit limit;
    private final OutputListener counter;
    private final PipelineListener listener;
    private final Utf8Output buffer = new Utf8Output();
    private final Queue<BadRow> badRows = new ArrayDeque<>();

    OutputsProcessor(
            Map<StreamId, List<Target>> targets,
            Encodings encodings,
            SizeLimit limit,
            OutputListener counter,
            PipelineListener listener) {
        this.targets = targets;
        this.encodings = encodings;
        this.limit = limit;
        this.counter = counter;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        super.init(context);
        targets.values()
                .forEach(some ->
                        some.forEach(target -> target.turn = context.taskId().partition()));
    }

    @Override
    public void process(Record<byte[], Item> record) {
        writeToAll(record);
        // What became a bad row meanwhile is written like any other; bad rows make no bad rows.
        for (BadRow row = badRows.poll(); row != null; row = badRows.poll()) {
            writeToAll(new Record<>(record.key(), new Item.Bad(record.value().origin(), row), record.timestamp()));
        }
    }

    private void writeToAll(Record<byte[], Item> record) {
        StreamId stream = record.value().stream();
        List<Target> wanted = targets.get(stream);
        if (wanted != null) {
            counter.arrived(stream, record.timestamp(), context().currentSystemTimeMs());
            for (int i = 0; i < wanted.size(); i++) {
                write(record, wanted.get(i));
            }
        }
    }

    private void write(Record<byte[], Item> record, Target target) {
        CompiledOutput output = target.output;
        long start = counter.start();
        if (output.isFilteredOut(record, counter)) {
            count(target, Fate.FILTERED_OUT);
            return;
        }
        Draft draft = new Draft(record);
        if (output.isSampledOut(draft)) {
            count(target, Fate.SAMPLED_OUT);
            return;
        }
        output.fill(draft, context().currentSystemTimeMs());
        Shaped shaped = encodings.of(record.value(), target.shape);
        counter.end(start);
        String problem = shaped.problem() != null ? shaped.problem() : taken(output, shaped.objects());
        if (problem != null) {
            misshapen(draft, target, problem);
            return;
        }
        for (byte[] value : shaped.values()) {
            send(draft, target, output.hasInjections() ? output.inject(value, draft, buffer) : value);
        }
    }

    private static @Nullable String taken(CompiledOutput output, List<? extends JsonNode> objects) {
        if (!output.hasInjections()) {
            return null;
        }
        for (JsonNode object : objects) {
            String name = output.taken(object);
            if (name != null) {
                return "inject." + name + ": there is a member of that name";
            }
        }
        return null;
    }

    /** A bad row about a bad row helps nobody, and none may show what was pseudonymised: these are written unshaped. */
    private void misshapen(Draft draft, Target target, String problem) {
        count(target, Fate.MISSHAPEN);
        if (hasNoBadRows(draft.item())) {
            send(draft, target, encodings.bytes(draft.item(), EventFormat.JSON));
        } else {
            refuse(draft, target, problem);
        }
    }

    private void send(Draft draft, Target target, byte[] bytes) {
        byte[] value = target.output.output.isNewlineTerminated() ? terminated(bytes) : bytes;
        if (limit.takes(value, draft.extraBytes())) {
            forward(draft, target, value);
        } else {
            count(target, Fate.OVERSIZED);
            oversized(draft, target, value);
        }
    }

    private static byte[] terminated(byte[] bytes) {
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }

    private void oversized(Draft draft, Target target, byte[] value) {
        Item item = draft.item();
        if (item.stream().equals(StreamId.PII)) {
            listener.pseudonymisationTooLarge();
        } else if (item instanceof Item.Bad) {
            // Smaller than the limit, but for limits that hold no bad row at all.
            Item smaller = new Item.Bad(item.origin(), limit.oversizedBadRow(value));
            Draft other = new Draft(draft.from.withValue(smaller));
            target.output.fill(other, context().currentSystemTimeMs());
            byte[] row = encodings.bytes(smaller, EventFormat.JSON);
            forward(other, target, target.output.output.isNewlineTerminated() ? terminated(row) : row);
        } else {
            add(limit.oversized(item instanceof Item.Raw ? Base64.getEncoder().encode(value) : value));
        }
    }

    private void forward(Draft draft, Target target, byte[] value) {
        String topic = null;
        if (target.chooser != null) {
            TopicChooser.Choice choice = target.chooser.choose(draft);
            topic = choice.topic();
            if (choice.problem() != null) {
                count(target, Fate.TOPIC_REFUSED);
                if (topic == null) {
                    refuse(draft, target, choice.problem());
                    return;
                }
            }
        }
        Long place = target.output.choosesPartitions() ? target.output.place(draft, target.turn++) : null;
        count(target, Fate.WRITTEN);
        counter.written(
                target.output.name(),
                draft.item().stream(),
                value.length,
                draft.from.timestamp(),
                context().currentSystemTimeMs());
        context()
                .forward(
                        new Record<>(draft.key, new Outgoing(value, topic, place), draft.timestamp, draft.headers),
                        target.sink);
    }

    /** The item in a bad row: an event as TSV, a payload as base64, an object as it is. */
    private void refuse(Draft draft, Target target, String problem) {
        byte[] whole = encodings.bytes(draft.item(), EventFormat.TSV);
        String payload =
                draft.item() instanceof Item.Raw ? Base64.getEncoder().encodeToString(whole) : new String(whole, UTF_8);
        add(limit.refused("output '" + target.output.name() + "': " + problem, payload));
    }

    private void add(BadRow row) {
        listener.refused(row);
        badRows.add(row);
    }

    private static boolean hasNoBadRows(Item item) {
        return item instanceof Item.Bad || item.stream().equals(StreamId.PII);
    }

    private void count(Target target, Fate fate) {
        counter.count(target.output.name(), fate, 1);
    }

    /** An output in this task. */
    static final class Target {
        final CompiledOutput output;
        final int shape;
        final @Nullable TopicChooser chooser;
        final String sink;
        private int turn;

        Target(CompiledOutput output, int shape, @Nullable TopicChooser chooser, String sink) {
            this.output = output;
            this.shape = shape;
            this.chooser = chooser;
            this.sink = sink;
        }
    }
}
