package dev.firn.topology.lineage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A graph for Graphviz. */
final class DotGraph {

    private DotGraph() {}

    static String write(TopologyGraph graph) {
        StringBuilder dot = new StringBuilder();
        dot.append("digraph ")
                .append(quoted(Labels.clean(graph.applicationId())))
                .append(" {\n");
        dot.append(
                "  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
        Map<String, String> ids = new LinkedHashMap<>();
        for (GraphNode node : graph.nodes()) {
            String id = "n" + ids.size();
            ids.put(node.id(), id);
            String label = Labels.of(node).stream().map(DotGraph::escaped).collect(Collectors.joining("\\n"));
            dot.append("  ").append(id).append(" [label=\"").append(label).append("\", ");
            dot.append(style(node.kind())).append("];\n");
        }
        for (GraphEdge edge : graph.edges()) {
            dot.append("  ").append(ids.get(edge.from())).append(" -> ").append(ids.get(edge.to()));
            if (!edge.label().isEmpty()) {
                dot.append(" [label=")
                        .append(quoted(Labels.clean(edge.label())))
                        .append(']');
            }
            dot.append(";\n");
        }
        return dot.append("}\n").toString();
    }

    private static String style(GraphNode.Kind kind) {
        return switch (kind) {
            case SOURCE_TOPIC, OUTPUT_TOPIC -> "shape=cds";
            case CHANGELOG_TOPIC, REPARTITION_TOPIC -> "shape=cds, style=dashed";
            case STORE -> "shape=cylinder";
            case OUTPUT -> "shape=note";
            case ENRICHMENT, JSON_INPUT, DEDUPLICATION, FEATURE_JOIN, AD_JOIN, STEP -> "shape=box, style=rounded";
        };
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** A backslash begins an escape inside labels. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
