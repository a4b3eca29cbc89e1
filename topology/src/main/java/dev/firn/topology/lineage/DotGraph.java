package dev.firn.topology.lineage;

/** A graph as text. */
final class DotGraph {

    private DotGraph() {}

    static String write(TopologyGraph graph) {
        return graph.toString();
    }
}
