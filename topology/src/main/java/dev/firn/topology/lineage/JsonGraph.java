package dev.firn.topology.lineage;

/** A graph as text. */
final class JsonGraph {

    private JsonGraph() {}

    static String write(TopologyGraph graph) {
        return graph.toString();
    }
}
