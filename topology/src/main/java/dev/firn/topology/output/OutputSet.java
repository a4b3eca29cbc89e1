package dev.firn.topology.output;

import dev.firn.enrichments.PipelineListener;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.serdes.flatten.Flattener;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Outlets;
import dev.firn.topology.flow.StreamId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/** All outputs of a topology, compiled and checked. Immutable. */
public final class OutputSet implements Outlets {

    /**
     * What outputs need to know of the rest.
     *
     * @param inputs names of input topics, as far as they are known
     * @param isInput whether a topic is, or may be, an input
     * @param topics which topics there are; may be null when no output's topic depends on data
     * @param maxRecordBytes largest value of a record
     * @param processor named in bad rows
     * @param clock for the times of failures
     */
    public record Surroundings(
            Collection<String> inputs,
            Predicate<String> isInput,
            @Nullable Topics topics,
            int maxRecordBytes,
            BadRow.Processor processor,
            InstantSource clock,
            PipelineListener listener,
            OutputListener outputListener) {}

    private final List<CompiledOutput> outputs;
    private final List<Shape> shapes = new ArrayList<>();
    private final @Nullable Flattener[] flatteners;
    private final Surroundings surroundings;
    private final SizeLimit limit;

    private OutputSet(List<CompiledOutput> outputs, Surroundings surroundings) {
        this.outputs = outputs;
        this.surroundings = surroundings;
        outputs.stream().map(one -> Shape.of(one.output)).distinct().forEach(shapes::add);
        flatteners = new Flattener[shapes.size()];
        for (int i = 0; i < flatteners.length; i++) {
            FlattenRules rules = shapes.get(i).rules();
            flatteners[i] = rules == null ? null : Flattener.of(rules);
        }
        limit = new SizeLimit(surroundings.maxRecordBytes(), surroundings.processor(), surroundings.clock());
    }

    /**
     * Compiles and checks.
     *
     * @throws OutputConfigException when a setting cannot be used
     * @throws IllegalStateException when a topic has two uses, or an output's topic depends on data and nobody knows which
     *     topics there are
     */
    public static OutputSet of(Collection<Output> outputs, Surroundings surroundings) {
        List<CompiledOutput> compiled =
                outputs.stream().map(CompiledOutput::new).toList();
        OutputChecks.checkTopics(outputs, surroundings.inputs(), surroundings.isInput());
        if (surroundings.topics() == null) {
            compiled.stream().filter(one -> one.template() != null).findFirst().ifPresent(one -> {
                throw new IllegalStateException("the topic of output '" + one.name()
                        + "' depends on data, but nobody knows which topics there are: call topics");
            });
        }
        return new OutputSet(compiled, surroundings);
    }

    /** Whether anything is written of streams of that kind. */
    public boolean wants(StreamId.Kind kind) {
        return outputs.stream().anyMatch(output -> output.source().kind() == kind);
    }

    @Override
    public void write(KStream<byte[], Item> items, String stage, Set<StreamId.Kind> kinds) {
        String prefix = stage.isEmpty() ? "firn-" : "firn-" + stage + "-";
        List<CompiledOutput> some = outputs.stream()
                .filter(output -> output.source().equals(StreamId.BAD)
                        || kinds.contains(output.source().kind()))
                .toList();
        KStream<byte[], Outgoing> records = items.process(() -> processor(some, prefix), Named.as(prefix + "outputs"));
        some.forEach(output -> addSink(records, output, prefix + output.name()));
    }

    private static void addSink(KStream<byte[], Outgoing> records, CompiledOutput output, String name) {
        Produced<byte[], Outgoing> how = Produced.<byte[], Outgoing>as(name)
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(Outgoing.SERDE);
        if (output.choosesPartitions()) {
            how = how.withStreamPartitioner(Outgoing.PARTITIONER);
        }
        if (output.template() == null) {
            records.to(output.output.topic(), how);
        } else {
            records.to(new Outgoing.ByTemplate(output.output.topic()), how);
        }
    }

    private OutputsProcessor processor(List<CompiledOutput> some, String prefix) {
        Map<StreamId, List<OutputsProcessor.Target>> targets = new HashMap<>();
        for (CompiledOutput output : some) {
            targets.computeIfAbsent(output.source(), source -> new ArrayList<>())
                    .add(new OutputsProcessor.Target(
                            output, shapes.indexOf(Shape.of(output.output)), chooser(output), prefix + output.name()));
        }
        return new OutputsProcessor(
                targets,
                new Encodings(shapes, flatteners),
                limit,
                surroundings.outputListener(),
                surroundings.listener());
    }

    private @Nullable TopicChooser chooser(CompiledOutput output) {
        TopicTemplate template = output.template();
        Pattern pattern = output.pattern();
        Topics topics = surroundings.topics();
        return template == null || pattern == null || topics == null
                ? null
                : new TopicChooser(template, output.output.topicRule(), pattern, surroundings.isInput(), topics);
    }
}
