package dev.firn.topology.lineage;

import dev.firn.topology.EnrichTopology;
import java.util.List;

/** Reads a graph out of a topology's settings. */
final class GraphBuilder {

    private final EnrichTopology.Parts parts;
    private final String applicationId;

    GraphBuilder(EnrichTopology.Parts parts, String applicationId) {
        this.parts = parts;
        this.applicationId = applicationId;
    }

    TopologyGraph build() {
        return new TopologyGraph(
                applicationId,
                List.of(),
                List.of(),
                parts.outputs().stream()
                        .map(output -> new OutputLineage(output, List.of()))
                        .toList());
    }
}
