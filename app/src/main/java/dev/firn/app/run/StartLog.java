package dev.firn.app.run;

import dev.firn.app.config.Dialect;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators, once, what is written where and what is kept. */
public final class StartLog {

    private static final Logger LOG = LoggerFactory.getLogger(StartLog.class);

    private StartLog() {}

    /** A line for the process, and one for each output and each store. */
    public static void write(RunState state, Prepared prepared, Topology topology) {
        writeSummary(state, prepared);
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
        Stores.names(topology.describe()).forEach(store -> LOG.info("state store: name={} folder={}", store, folder));
    }

    private static void writeSummary(RunState state, Prepared prepared) {
        Properties streams = prepared.streams().properties();
        LOG.info(
                "starting: version={} commit={} dialect={} application={} instance={} configuration={} threads={} guarantee={}"
                        + " protocol={} commit-ms={} inputs={} enrichments={} deduplication={} feature-joins={} ad-joins={}",
                Build.current().version(),
                Build.current().commit(),
                state.report().dialect().map(Dialect::name).orElse("?"),
                state.identity().application(),
                state.identity().instance(),
                state.identity().configuration(),
                streams.getProperty(StreamsConfig.NUM_STREAM_THREADS_CONFIG),
                streams.getProperty(StreamsConfig.PROCESSING_GUARANTEE_CONFIG),
                streams.getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"),
                streams.getProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG),
                prepared.inputs(),
                prepared.assembly().enrichmentNames(),
                prepared.config().steps().deduplication() != null,
                prepared.config().steps().features().size(),
                prepared.config().steps().ads().size());
    }
}
