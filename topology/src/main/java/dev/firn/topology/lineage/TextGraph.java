package dev.firn.topology.lineage;

/** A graph as text. */
final class TextGraph {

    private TextGraph() {}

    static String write(TopologyGraph graph) {
        return graph.toString();
    }
}
