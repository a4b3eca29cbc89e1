package dev.firn.app.dev;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One node, broker and controller in one.
 *
 * <p>Put together from the parts that Kafka's own launcher ({@code KafkaRaftServer}) uses, for two reasons: the launcher
 * halts the JVM on a fault of the controller, and it cannot be given sockets that are already bound.
 */
final class BrokerNode {

    private static final String FORMATTED_MARK = MetaPropertiesEnsemble.META_PROPERTIES_NAME;

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final Metrics metrics;

    private BrokerNode(KafkaConfig config, Listeners listeners) throws IOException {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> stored =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(BrokerNode.class), "");
        metrics = new Metrics(Time.SYSTEM);
        Map<Integer, InetSocketAddress> voters = Map.of(NodeProperties.NODE_ID, listeners.controllerSocket());
        SharedServer shared = new SharedServer(
                config,
                stored._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(voters),
                List.of(),
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                listeners);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
        broker = new BrokerServer(shared);
    }

    /**
     * Formats the folder if it is new and starts the node; returns when it accepts clients.
     *
     * @throws Exception whatever Kafka threw; all that had been started is stopped again
     */
    static BrokerNode start(
            Path folder, Listeners listeners, List<SecureListener> secure, Map<String, String> overrides)
            throws Exception {
        KafkaConfig config = KafkaConfig.fromProps(NodeProperties.of(folder, listeners, secure, overrides), false);
        if (!Files.exists(folder.resolve(FORMATTED_MARK))) {
            format(folder);
        }
        BrokerNode node = new BrokerNode(config, listeners);
        try {
            node.controller.startup();
            node.broker.startup();
        } catch (Throwable e) { // Kafka throws Errors too; its threads must not outlive the attempt
            node.stop();
            throw e;
        }
        return node;
    }

    private static void format(Path folder) throws Exception {
        String folderName = folder.toString();
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NodeProperties.NODE_ID)
                .setControllerListenerName(Listeners.CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setDirectories(List.of(folderName))
                .setMetadataLogDirectory(folderName)
                .setPrintStream(Silence.STREAM)
                .run();
    }

    void stop() {
        broker.shutdown(); // first: it hands its partitions back to the controller
        broker.awaitShutdown();
        controller.shutdown();
        controller.awaitShutdown();
        metrics.close();
    }
}
