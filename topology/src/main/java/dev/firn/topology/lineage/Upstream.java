package dev.firn.topology.lineage;

/** The part of a graph that an output needs. */
final class Upstream {

    private Upstream() {}

    static TopologyGraph of(TopologyGraph graph, String output) {
        return graph;
    }
}
