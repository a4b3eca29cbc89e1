package dev.firn.topology.lineage;

import dev.firn.enrichments.PipelineStage;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.Step;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.lineage.GraphNode.Kind;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Reads a graph out of a topology's settings. Used once. */
final class GraphBuilder {

    static final String ENRICHMENT = EnrichTopology.ENRICH;

    private final EnrichTopology.Parts parts;
    private final String applicationId;
    private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
    private final Set<GraphEdge> edges = new LinkedHashSet<>();

    /** Ids of the nodes that hand items on, and the streams that each of them still has. */
    private final Map<String, Set<StreamId>> carrying = new LinkedHashMap<>();

    /** Of streams that left the topology at a step: its id. */
    private final Map<StreamId.Kind, String> left = new LinkedHashMap<>();

    /** What is known of good events at the end, of those that are no good ones, and where ad joins see them. */
    private final Traces good = new Traces();

    private final Map<StreamId, Traces> others = new LinkedHashMap<>();
    private final Map<StreamId, List<ColumnLineage>> objects = new LinkedHashMap<>();

    GraphBuilder(EnrichTopology.Parts parts, String applicationId) {
        this.parts = parts;
        this.applicationId = applicationId;
    }

    static String id(FeatureJoin join) {
        return "firn-features-" + join.name();
    }

    static String outputId(String output) {
        return "output:" + output;
    }

    /** The node that reads a stream out of a topic. */
    static String readerOf(StreamId stream) {
        return stream.kind() == StreamId.Kind.JSON ? "firn-json-" + stream.name() : ENRICHMENT;
    }

    TopologyGraph build() {
        if (!parts.topics().isEmpty() || parts.pattern() != null) {
            addEnrichment();
        }
        parts.jsonInputs().forEach(this::addInput);
        int number = 0;
        for (Step step : parts.steps()) {
            addStep(step, ++number);
        }
        List<OutputLineage> outputs = new ArrayList<>();
        for (Output output : parts.outputs()) {
            addOutput(output);
            outputs.add(new OutputLineage(output, columns(output), choosing(output)));
        }
        return new TopologyGraph(applicationId, List.copyOf(nodes.values()), inOrder(), outputs);
    }

    private List<GraphEdge> inOrder() {
        List<String> ids = List.copyOf(nodes.keySet());
        List<GraphEdge> sorted = new ArrayList<>(edges);
        sorted.sort(Comparator.comparingInt(edge -> ids.indexOf(edge.from())));
        return sorted;
    }

    private void addEnrichment() {
        List<PipelineStage> stages = parts.pipeline().stages();
        for (PipelineStage stage : stages) {
            good.pass(stage.name(), stage.configuration(), stage.derivations(), ENRICHMENT);
        }
        Set<StreamId> made = new LinkedHashSet<>(List.of(StreamId.GOOD, StreamId.BAD));
        for (StreamId stream : List.of(StreamId.INCOMPLETE, StreamId.PII, StreamId.RAW)) {
            if (parts.outputs().stream().anyMatch(output -> output.source().equals(stream))) {
                made.add(stream);
            }
        }
        Traces incomplete = good.copy();
        PipelineStage failures = parts.pipeline().stageOfIncomplete();
        incomplete.pass(failures.name(), null, failures.derivations(), ENRICHMENT);
        others.put(StreamId.INCOMPLETE, incomplete);
        PipelineStage report = parts.pipeline().stageOfPseudonymisation();
        others.put(StreamId.PII, Traces.anew(good, report.name(), report.derivations(), ENRICHMENT));
        String names = stages.stream()
                .filter(stage -> stage.configuration() != null)
                .map(PipelineStage::name)
                .collect(Collectors.joining(", "));
        if (parts.pattern() != null) {
            source(parts.pattern().pattern(), true, ENRICHMENT);
        }
        parts.topics().forEach(topic -> source(topic, false, ENRICHMENT));
        node(ENRICHMENT, Kind.ENRICHMENT, "enrichment", names.isEmpty() ? Map.of() : Map.of("enrichments", names));
        carrying.put(ENRICHMENT, made);
    }

    private void addInput(JsonInput input) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("flatten", input.flatten() == null ? "no" : "yes");
        if (!input.changes().isEmpty()) {
            facts.put("migration", input.changes().size() + " changes");
        }
        String pattern = input.topicPattern();
        if (pattern != null) {
            source(pattern, true, input.node());
        }
        input.topics().forEach(topic -> source(topic, false, input.node()));
        node(input.node(), Kind.JSON_INPUT, input.name(), facts);
        carrying.put(input.node(), new LinkedHashSet<>(List.of(input.stream(), StreamId.BAD)));
        List<FeatureJoin> joins = parts.steps().stream()
                .filter(FeatureJoin.class::isInstance)
                .map(FeatureJoin.class::cast)
                .toList();
        objects.put(input.stream(), ObjectColumns.of(input, joins));
    }

    private void addStep(Step step, int number) {
        StepShape shape = StepShape.of(step);
        String id = id(step, number);
        shape.sources().forEach(topic -> source(topic, false, id));
        node(id, kind(step), name(step), step.facts());
        Set<StreamId> arriving = new LinkedHashSet<>();
        carrying.forEach((from, streams) -> {
            arriving.addAll(streams);
            edge(from, id, text(streams));
        });
        addState(shape, id);
        shape.sinks().forEach(topic -> {
            node("topic:" + topic, Kind.OUTPUT_TOPIC, topic, Map.of());
            edge(id, "topic:" + topic, "");
        });
        if (step instanceof Deduplication dedup && dedup.diverts()) {
            others.put(StreamId.DUPLICATES, good.copy());
            arriving.add(StreamId.DUPLICATES);
        }
        if (step instanceof AdJoin join) {
            objects.put(join.stream(), JoinedColumns.of(join, good, objects));
        }
        shape.leaving().forEach(kind -> left.putIfAbsent(kind, id));
        good.pass(id, null, step.derivations(), id);
        if (shape.passes()) {
            carrying.clear();
            arriving.removeIf(stream -> shape.leaving().contains(stream.kind()));
            carrying.put(id, arriving);
        }
    }

    private void addState(StepShape shape, String id) {
        for (String repartition : shape.repartitions()) {
            String topic = applicationId + '-' + repartition + "-repartition";
            node("topic:" + topic, Kind.REPARTITION_TOPIC, topic, Map.of());
            edge(id, "topic:" + topic, "");
            edge("topic:" + topic, id, "");
        }
        for (String store : shape.stores()) {
            node("store:" + store, Kind.STORE, store, Map.of());
            edge(id, "store:" + store, "");
            String topic = applicationId + '-' + store + "-changelog";
            node("topic:" + topic, Kind.CHANGELOG_TOPIC, topic, Map.of());
            edge("store:" + store, "topic:" + topic, "");
        }
        for (String store : shape.globalStores()) {
            node("store:" + store, Kind.STORE, store, Map.of("replicated", "to every instance"));
            edge(id, "store:" + store, "");
        }
    }

    private void addOutput(Output output) {
        String id = outputId(output.name());
        node(id, Kind.OUTPUT, output.name(), OutputFacts.of(output));
        String from = left.get(output.source().kind());
        if (from != null) {
            edge(from, id, output.source().toString());
        } else {
            carrying.forEach((node, streams) -> {
                if (streams.contains(output.source())) {
                    edge(node, id, output.source().toString());
                }
            });
        }
        Map<String, String> facts = output.topicRule().isTemplate()
                ? Map.of("names-match", String.valueOf(output.topicRule().pattern()))
                : Map.of();
        node("topic:" + output.topic(), Kind.OUTPUT_TOPIC, output.topic(), facts);
        edge(id, "topic:" + output.topic(), "");
        String fallback = output.topicRule().fallback();
        if (fallback != null) {
            node("topic:" + fallback, Kind.OUTPUT_TOPIC, fallback, Map.of());
            edge(id, "topic:" + fallback, "fallback");
        }
    }

    private List<ColumnLineage> columns(Output output) {
        StreamId source = output.source();
        if (Scope.of(source.kind()) == Scope.EVENT) {
            return OutputColumns.ofEvents(output, others.getOrDefault(source, good));
        }
        if (source.equals(StreamId.RAW)) {
            return ObjectColumns.ofPayloads();
        }
        List<ColumnLineage> known = source.equals(StreamId.BAD) ? ObjectColumns.ofBadRows() : objects.get(source);
        return OutputColumns.ofObjects(output, known == null ? List.of() : known);
    }

    private SortedSet<ColumnOrigin> choosing(Output output) {
        StreamId source = output.source();
        Scope scope = Scope.of(source.kind());
        Set<EventPart> parts = new LinkedHashSet<>();
        if (output.filter() != null) {
            parts.addAll(Reads.of(output.filter(), scope));
        }
        Sample sample = output.sample();
        if (sample != null) {
            parts.addAll(
                    sample.by() == null
                            ? Set.of(EventPart.column(AtomicField.EVENT_ID))
                            : Reads.of(sample.by(), scope));
        }
        List<ColumnLineage> members = objects.get(source);
        return members == null
                ? others.getOrDefault(source, good).origins(parts, readerOf(source))
                : ObjectColumns.origins(parts, members, readerOf(source));
    }

    private static String id(Step step, int number) {
        if (step instanceof Deduplication dedup) {
            return "firn-" + dedup.name();
        }
        if (step instanceof FeatureJoin join) {
            return id(join);
        }
        return step instanceof AdJoin join ? join.storeName() : "step-" + number;
    }

    private static Kind kind(Step step) {
        if (step instanceof Deduplication) {
            return Kind.DEDUPLICATION;
        }
        if (step instanceof FeatureJoin) {
            return Kind.FEATURE_JOIN;
        }
        return step instanceof AdJoin ? Kind.AD_JOIN : Kind.STEP;
    }

    private static String name(Step step) {
        if (step instanceof Deduplication dedup) {
            return dedup.name();
        }
        if (step instanceof FeatureJoin join) {
            return join.name();
        }
        return step instanceof AdJoin join ? join.name() : step.getClass().getSimpleName();
    }

    private static String text(Set<StreamId> streams) {
        return streams.stream().map(StreamId::toString).collect(Collectors.joining(", "));
    }

    private void source(String topic, boolean isPattern, String reader) {
        String id = "topic:" + topic;
        node(id, Kind.SOURCE_TOPIC, topic, isPattern ? Map.of("pattern", "yes") : Map.of());
        edge(id, reader, "");
    }

    private void node(String id, Kind kind, String name, Map<String, String> facts) {
        nodes.putIfAbsent(id, new GraphNode(id, kind, name, facts));
    }

    private void edge(String from, String to, String label) {
        edges.add(new GraphEdge(from, to, label));
    }
}
