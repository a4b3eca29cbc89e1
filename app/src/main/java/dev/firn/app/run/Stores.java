package dev.firn.app.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;

/** The stores of a topology. */
final class Stores {

    private Stores() {}

    /** Names by the part of the topology that keeps them; parts without stores are left out. */
    static Map<Integer, Set<String>> byPart(TopologyDescription topology) {
        Map<Integer, Set<String>> stores = new HashMap<>();
        topology.subtopologies().forEach(part -> part.nodes().forEach(node -> {
            if (node instanceof TopologyDescription.Processor processor
                    && !processor.stores().isEmpty()) {
                stores.computeIfAbsent(part.id(), id -> new TreeSet<>()).addAll(processor.stores());
            }
        }));
        return stores;
    }

    /** All names, also those of global stores. */
    static Set<String> names(TopologyDescription topology) {
        Set<String> names = new TreeSet<>();
        byPart(topology).values().forEach(names::addAll);
        topology.globalStores().forEach(store -> names.addAll(store.processor().stores()));
        return names;
    }
}
