package dev.firn.topology.lineage;

import dev.firn.topology.EnrichTopology;
import java.util.List;

/**
 * The whole topology, from the topics that are read to the topics that are written, and where each column comes from.
 *
 * <pre>{@code
 * TopologyGraph graph = TopologyGraph.of(EnrichTopology.builder(pipeline)…, "firn");
 * String picture = graph.write(GraphFormat.MERMAID);
 * }</pre>
 *
 * <p>Immutable. Equal settings give equal graphs, and equal texts.
 *
 * @param applicationId what the names of internal topics begin with
 * @param nodes in the order in which data flows
 * @param edges in the order of the nodes that they leave
 * @param outputs in the order configured
 */
public record TopologyGraph(
        String applicationId, List<GraphNode> nodes, List<GraphEdge> edges, List<OutputLineage> outputs) {

    public TopologyGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        outputs = List.copyOf(outputs);
    }

    /**
     * Of a topology that may be built.
     *
     * @param applicationId of Kafka Streams
     * @throws IllegalStateException when the topology cannot be built
     */
    public static TopologyGraph of(EnrichTopology.Builder topology, String applicationId) {
        return new GraphBuilder(topology.parts(), applicationId).build();
    }

    /**
     * Only what one output needs.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public TopologyGraph only(String output) {
        return Upstream.of(this, output);
    }

    public String write(GraphFormat format) {
        return switch (format) {
            case TEXT -> TextGraph.write(this);
            case JSON -> JsonGraph.write(this);
            case DOT -> DotGraph.write(this);
            case MERMAID -> MermaidGraph.write(this);
        };
    }
}
