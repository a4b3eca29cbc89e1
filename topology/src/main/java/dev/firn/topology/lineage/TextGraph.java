package dev.firn.topology.lineage;

import dev.firn.enrichments.spi.EventPart;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A graph as lines; with the columns when it is of one output only, as those of all would be thousands. */
final class TextGraph {

    private final StringBuilder out = new StringBuilder();

    private TextGraph() {}

    static String write(TopologyGraph graph) {
        TextGraph text = new TextGraph();
        text.line("application " + graph.applicationId());
        Map<String, GraphNode> byId = new LinkedHashMap<>();
        graph.nodes().forEach(node -> byId.put(node.id(), node));
        for (GraphNode node : graph.nodes()) {
            text.line("");
            text.line(title(node));
            node.facts().forEach((name, value) -> text.line("  " + name + ": " + value));
            for (GraphEdge edge : graph.edges()) {
                GraphNode to = byId.get(edge.to());
                if (edge.from().equals(node.id()) && to != null) {
                    text.line("  -> " + title(to) + (edge.label().isEmpty() ? "" : "  [" + edge.label() + "]"));
                }
            }
        }
        if (graph.outputs().size() == 1) {
            text.columns(graph.outputs().get(0));
        }
        return text.out.toString();
    }

    private static String title(GraphNode node) {
        return node.kind().text() + " " + node.name();
    }

    private void columns(OutputLineage lineage) {
        line("");
        line("columns of " + lineage.output().name());
        for (ColumnLineage column : lineage.columns()) {
            line("  " + column.name() + " (" + column.type() + ")" + (column.isMasked() ? ", masked" : ""));
            for (Contribution one : column.contributions()) {
                line("    " + one.by() + arrow(one.from())
                        + (one.when().isEmpty() ? "" : " when " + joined(one.when())));
            }
            String origins =
                    column.origins().stream().map(one -> one.part().toString()).collect(Collectors.joining(", "));
            if (!origins.isEmpty()) {
                line("    = " + origins);
            }
        }
    }

    private static String arrow(Collection<EventPart> parts) {
        return parts.isEmpty() ? "" : " <- " + joined(parts);
    }

    private static String joined(Collection<EventPart> parts) {
        return parts.stream().map(EventPart::toString).collect(Collectors.joining(", "));
    }

    /** Names and owners are free text, but a line stays a line. */
    private void line(String text) {
        text.chars().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(c -> out.append((char) c));
        out.append('\n');
    }
}
