package dev.firn.topology.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.EventPart;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;

/** A graph as JSON, in the shape that {@code docs/lineage.md} describes. */
final class JsonGraph {

    /** Of the shape; members may be added without a new one. */
    private static final int VERSION = 1;

    private JsonGraph() {}

    static String write(TopologyGraph graph) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.put("application-id", graph.applicationId());
        ArrayNode nodes = json.putArray("nodes");
        graph.nodes().forEach(node -> add(nodes.addObject(), node));
        ArrayNode edges = json.putArray("edges");
        graph.edges().forEach(edge -> add(edges.addObject(), edge));
        ArrayNode outputs = json.putArray("outputs");
        graph.outputs().forEach(output -> add(outputs.addObject(), output));
        return json.toPrettyString() + '\n';
    }

    private static void add(ObjectNode json, GraphNode node) {
        json.put("id", node.id()).put("kind", node.kind().text()).put("name", node.name());
        ObjectNode facts = json.putObject("facts");
        node.facts().forEach(facts::put);
    }

    private static void add(ObjectNode json, GraphEdge edge) {
        json.put("from", edge.from()).put("to", edge.to()).put("label", edge.label());
    }

    private static void add(ObjectNode json, OutputLineage lineage) {
        json.put("name", lineage.output().name())
                .put("owner", lineage.output().owner())
                .put("ticket", lineage.output().ticket());
        add(json, "chosen-by", lineage.choosing());
        ArrayNode columns = json.putArray("columns");
        lineage.columns().forEach(column -> add(columns.addObject(), column));
    }

    private static void add(ObjectNode json, ColumnLineage column) {
        json.put("name", column.name()).put("type", column.type());
        ArrayNode writers = json.putArray("written-by");
        for (Contribution one : column.contributions()) {
            ObjectNode writer = writers.addObject().put("by", one.by());
            if (one.configuration() != null) {
                writer.put("configuration", one.configuration());
            }
            if (one.masks()) {
                writer.put("masks", true);
            }
            add(writer, "from", one.from());
            add(writer, "when", one.when());
        }
        add(json, "origins", column.origins());
        add(json, "decided-by", column.deciding());
    }

    private static void add(ObjectNode json, String name, Collection<EventPart> parts) {
        if (!parts.isEmpty()) {
            ArrayNode array = json.putArray(name);
            parts.forEach(part -> array.add(part.toString()));
        }
    }

    /** By the nodes that read them. */
    private static void add(ObjectNode json, String name, SortedSet<ColumnOrigin> origins) {
        Map<String, ArrayNode> byReader = new LinkedHashMap<>();
        for (ColumnOrigin origin : origins) {
            byReader.computeIfAbsent(origin.reader(), reader -> JsonNodeFactory.instance.arrayNode())
                    .add(origin.part().toString());
        }
        json.putObject(name).setAll(byReader);
    }
}
