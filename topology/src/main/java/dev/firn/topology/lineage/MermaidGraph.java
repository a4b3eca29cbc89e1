package dev.firn.topology.lineage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A graph for Mermaid. Names are never ids, as words such as {@code end} would mean something there. */
final class MermaidGraph {

    private MermaidGraph() {}

    static String write(TopologyGraph graph) {
        StringBuilder chart = new StringBuilder("flowchart LR\n");
        Map<String, String> ids = new LinkedHashMap<>();
        for (GraphNode node : graph.nodes()) {
            String id = "n" + ids.size();
            ids.put(node.id(), id);
            String label = Labels.of(node).stream().map(MermaidGraph::escaped).collect(Collectors.joining("<br/>"));
            chart.append("    ").append(id).append(opening(node.kind())).append('"');
            chart.append(label).append('"').append(closing(node.kind())).append('\n');
        }
        for (GraphEdge edge : graph.edges()) {
            chart.append("    ").append(ids.get(edge.from())).append(" -->");
            if (!edge.label().isEmpty()) {
                chart.append("|\"").append(escaped(Labels.clean(edge.label()))).append("\"|");
            }
            chart.append(' ').append(ids.get(edge.to())).append('\n');
        }
        return chart.toString();
    }

    private static String opening(GraphNode.Kind kind) {
        return switch (kind) {
            case SOURCE_TOPIC, OUTPUT_TOPIC, CHANGELOG_TOPIC, REPARTITION_TOPIC -> "[/";
            case STORE -> "[(";
            case OUTPUT -> "([";
            case ENRICHMENT, JSON_INPUT, DEDUPLICATION, FEATURE_JOIN, AD_JOIN, STEP -> "[";
        };
    }

    private static String closing(GraphNode.Kind kind) {
        return switch (kind) {
            case SOURCE_TOPIC, OUTPUT_TOPIC, CHANGELOG_TOPIC, REPARTITION_TOPIC -> "/]";
            case STORE -> ")]";
            case OUTPUT -> "])";
            case ENRICHMENT, JSON_INPUT, DEDUPLICATION, FEATURE_JOIN, AD_JOIN, STEP -> "]";
        };
    }

    /** Everything that means something to Mermaid, to Markdown or to HTML, by its number. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || " .,:/-=%()+".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append('#').append(c).append(';');
            }
        });
        return escaped.toString();
    }
}
