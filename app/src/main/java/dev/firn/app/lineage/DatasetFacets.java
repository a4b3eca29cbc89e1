package dev.firn.app.lineage;

import dev.firn.enrichments.spi.EventPart;
import dev.firn.topology.lineage.ColumnLineage;
import dev.firn.topology.lineage.ColumnOrigin;
import dev.firn.topology.lineage.Contribution;
import dev.firn.topology.lineage.GraphEdge;
import dev.firn.topology.lineage.GraphNode;
import dev.firn.topology.lineage.OutputLineage;
import dev.firn.topology.lineage.TopologyGraph;
import io.openlineage.client.OpenLineage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What events tell of the topics that are read and written: schemas, where columns come from, owners, and a description.
 * Used once, on one thread.
 */
final class DatasetFacets {

    private static final String DIRECT = "DIRECT";
    private static final String INDIRECT = "INDIRECT";

    private final OpenLineage openLineage;
    private final TopologyGraph graph;
    private final String namespace;
    private final Map<String, List<String>> topicsByReader = new LinkedHashMap<>();
    private final Map<String, SortedSet<String>> fieldsByTopic = new LinkedHashMap<>();

    DatasetFacets(OpenLineage openLineage, TopologyGraph graph, String namespace) {
        this.openLineage = openLineage;
        this.graph = graph;
        this.namespace = namespace;
        Map<String, GraphNode> byId = graph.nodes().stream().collect(Collectors.toMap(GraphNode::id, node -> node));
        for (GraphEdge edge : graph.edges()) {
            GraphNode from = byId.get(edge.from());
            if (from != null && from.kind() == GraphNode.Kind.SOURCE_TOPIC) {
                topicsByReader
                        .computeIfAbsent(edge.to(), reader -> new ArrayList<>())
                        .add(from.name());
                fieldsByTopic.computeIfAbsent(from.name(), topic -> new TreeSet<>());
            }
        }
        graph.outputs().forEach(this::note);
    }

    private void note(OutputLineage output) {
        note(output.choosing());
        for (ColumnLineage column : output.columns()) {
            note(column.origins());
            note(column.deciding());
        }
    }

    private void note(Collection<ColumnOrigin> origins) {
        for (ColumnOrigin origin : origins) {
            if (isField(origin)) {
                topics(origin).forEach(topic -> fieldsByTopic
                        .computeIfAbsent(topic, some -> new TreeSet<>())
                        .add(origin.part().toString()));
            }
        }
    }

    /** The application itself is in no topic. */
    private static boolean isField(ColumnOrigin origin) {
        return origin.part().kind() != EventPart.Kind.APPLICATION;
    }

    private List<String> topics(ColumnOrigin origin) {
        return topicsByReader.getOrDefault(origin.reader(), List.of());
    }

    List<OpenLineage.InputDataset> inputs() {
        return fieldsByTopic.entrySet().stream()
                .map(topic -> openLineage.newInputDataset(
                        namespace,
                        topic.getKey(),
                        openLineage
                                .newDatasetFacetsBuilder()
                                .schema(openLineage.newSchemaDatasetFacet(topic.getValue().stream()
                                        .map(field -> field(field, null, null))
                                        .toList()))
                                .build(),
                        null))
                .toList();
    }

    /** One for each topic; outputs may share it. */
    List<OpenLineage.OutputDataset> outputs() {
        Map<String, List<OutputLineage>> byTopic = new LinkedHashMap<>();
        for (OutputLineage output : graph.outputs()) {
            byTopic.computeIfAbsent(output.output().topic(), topic -> new ArrayList<>())
                    .add(output);
            String fallback = output.output().topicRule().fallback();
            if (fallback != null) {
                byTopic.computeIfAbsent(fallback, topic -> new ArrayList<>()).add(output);
            }
        }
        return byTopic.entrySet().stream()
                .map(topic -> output(topic.getKey(), topic.getValue()))
                .toList();
    }

    private OpenLineage.OutputDataset output(String topic, List<OutputLineage> writers) {
        Map<String, List<ColumnLineage>> columns = new LinkedHashMap<>();
        for (OutputLineage writer : writers) {
            writer.columns().forEach(column -> columns.computeIfAbsent(column.name(), name -> new ArrayList<>())
                    .add(column));
        }
        OpenLineage.DatasetFacetsBuilder facets = openLineage
                .newDatasetFacetsBuilder()
                .documentation(openLineage.newDocumentationDatasetFacet(
                        writers.stream().map(DatasetFacets::description).collect(Collectors.joining("\n")),
                        "text/plain"))
                .schema(openLineage.newSchemaDatasetFacet(columns.values().stream()
                        .map(some -> field(some.get(0).name(), some.get(0).type(), writtenBy(some)))
                        .toList()))
                .columnLineage(columnLineage(writers, columns));
        List<OpenLineage.OwnershipDatasetFacetOwners> owners = writers.stream()
                .map(writer -> writer.output().owner())
                .filter(owner -> owner != null)
                .distinct()
                .map(owner -> openLineage.newOwnershipDatasetFacetOwners(owner, "OWNER"))
                .toList();
        if (!owners.isEmpty()) {
            facets.ownership(openLineage.newOwnershipDatasetFacet(owners));
        }
        return openLineage.newOutputDataset(namespace, topic, facets.build(), null);
    }

    private OpenLineage.ColumnLineageDatasetFacet columnLineage(
            List<OutputLineage> writers, Map<String, List<ColumnLineage>> columns) {
        OpenLineage.ColumnLineageDatasetFacetFieldsBuilder fields =
                openLineage.newColumnLineageDatasetFacetFieldsBuilder();
        columns.forEach((name, some) -> {
            List<OpenLineage.InputField> inputs = new ArrayList<>();
            for (ColumnLineage column : some) {
                OpenLineage.InputFieldTransformations direct = openLineage.newInputFieldTransformations(
                        DIRECT, isCopy(column) ? "IDENTITY" : "TRANSFORMATION", writtenBy(some), column.isMasked());
                OpenLineage.InputFieldTransformations indirect = openLineage.newInputFieldTransformations(
                        INDIRECT, "CONDITIONAL", writtenBy(some), column.isMasked());
                inputs.addAll(fields(column.origins(), direct));
                inputs.addAll(fields(column.deciding(), indirect));
            }
            if (!inputs.isEmpty()) {
                fields.put(
                        name,
                        openLineage
                                .newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                                .inputFields(inputs)
                                .build());
            }
        });
        List<OpenLineage.InputField> choosing = new ArrayList<>();
        OpenLineage.InputFieldTransformations filter =
                openLineage.newInputFieldTransformations(INDIRECT, "FILTER", null, false);
        writers.forEach(writer -> choosing.addAll(fields(writer.choosing(), filter)));
        return openLineage.newColumnLineageDatasetFacet(fields.build(), choosing);
    }

    /** Whether the value is what a tracker or the collector sent, and nobody else may write it. */
    private static boolean isCopy(ColumnLineage column) {
        return column.contributions().size() == 1
                && List.of("tracker-parameters", "collector-payload")
                        .contains(column.contributions().get(0).by());
    }

    private List<OpenLineage.InputField> fields(
            Collection<ColumnOrigin> origins, OpenLineage.InputFieldTransformations how) {
        List<OpenLineage.InputField> fields = new ArrayList<>();
        for (ColumnOrigin origin : origins) {
            if (isField(origin)) {
                for (String topic : topics(origin)) {
                    fields.add(openLineage.newInputField(
                            namespace, topic, origin.part().toString(), List.of(how)));
                }
            }
        }
        return fields;
    }

    private static String writtenBy(List<ColumnLineage> columns) {
        return columns.stream()
                .flatMap(column -> column.contributions().stream())
                .map(Contribution::by)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String description(OutputLineage writer) {
        return writer.output().toString()
                + (writer.output().filter() == null
                        ? ""
                        : ", if " + writer.output().filter());
    }

    private OpenLineage.SchemaDatasetFacetFields field(
            String name, @Nullable String type, @Nullable String description) {
        return openLineage
                .newSchemaDatasetFacetFieldsBuilder()
                .name(name)
                .type(type)
                .description(description == null || description.isEmpty() ? null : description)
                .build();
    }
}
