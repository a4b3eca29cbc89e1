package dev.firn.topology.lineage;

/** A graph as text. */
final class MermaidGraph {

    private MermaidGraph() {}

    static String write(TopologyGraph graph) {
        return graph.toString();
    }
}
