package dev.firn.topology.lineage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The part of a graph that an output needs: whatever leads to it, its topics, and the state on the way. */
final class Upstream {

    private final TopologyGraph graph;
    private final Set<String> kept = new HashSet<>();

    private Upstream(TopologyGraph graph) {
        this.graph = graph;
    }

    static TopologyGraph of(TopologyGraph graph, String output) {
        List<OutputLineage> outputs = graph.outputs().stream()
                .filter(one -> one.output().name().equals(output))
                .toList();
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("output = " + output + ", expected one of "
                    + graph.outputs().stream().map(one -> one.output().name()).toList());
        }
        Upstream upstream = new Upstream(graph);
        upstream.keep(GraphBuilder.outputId(output));
        return new TopologyGraph(
                graph.applicationId(),
                graph.nodes().stream()
                        .filter(node -> upstream.kept.contains(node.id()))
                        .toList(),
                graph.edges().stream()
                        .filter(edge -> upstream.kept.contains(edge.from()) && upstream.kept.contains(edge.to()))
                        .toList(),
                outputs);
    }

    private void keep(String output) {
        Deque<String> open = new ArrayDeque<>(Set.of(output));
        while (!open.isEmpty()) {
            String id = open.pop();
            if (kept.add(id)) {
                graph.edges().stream()
                        .filter(edge -> edge.to().equals(id))
                        .map(GraphEdge::from)
                        .forEach(open::push);
            }
        }
        graph.edges().stream()
                .filter(edge -> edge.from().equals(output))
                .map(GraphEdge::to)
                .forEach(kept::add);
        keepState();
    }

    /** Stores and their topics lead nowhere. */
    private void keepState() {
        for (GraphNode node : graph.nodes()) {
            boolean isState = node.kind() == GraphNode.Kind.STORE || node.kind() == GraphNode.Kind.CHANGELOG_TOPIC;
            if (isState
                    && graph.edges().stream()
                            .anyMatch(edge -> edge.to().equals(node.id()) && kept.contains(edge.from()))) {
                kept.add(node.id());
            }
        }
    }
}
