package dev.firn.app.run;

import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators, once, what is written where and what is kept. */
public final class StartLog {

    private static final Logger LOG = LoggerFactory.getLogger(StartLog.class);

    private StartLog() {}

    /** A line for each output and each store. */
    public static void write(Prepared prepared, Topology topology) {
        prepared.outputs()
                .forEach(output -> LOG.info(
                        "output: name={} source={} topic={} format={} owner={} ticket={}",
                        output.name(),
                        output.source(),
                        output.topic(),
                        output.format(),
                        output.owner(),
                        output.ticket()));
        String folder = prepared.streams().properties().getProperty("state.dir");
        stores(topology.describe()).forEach(store -> LOG.info("state store: name={} folder={}", store, folder));
    }

    private static TreeSet<String> stores(TopologyDescription topology) {
        TreeSet<String> stores = new TreeSet<>();
        topology.subtopologies().forEach(part -> part.nodes().forEach(node -> {
            if (node instanceof TopologyDescription.Processor processor) {
                stores.addAll(processor.stores());
            }
        }));
        topology.globalStores().forEach(store -> stores.addAll(store.processor().stores()));
        return stores;
    }
}
