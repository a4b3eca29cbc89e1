package dev.firn.operations;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One node of a cluster, broker and controller, in a JVM of its own: what Kafka's own start script runs. */
final class BrokerMain {

    /** In the file of properties, beside Kafka's own. */
    static final String CLUSTER_ID = "firn.cluster.id";

    private BrokerMain() {}

    /** @param args the file of properties */
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(file);
        }
        format(properties);
        KafkaRaftServer node = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(node::shutdown, "stop"));
        node.startup();
        node.awaitShutdown();
    }

    private static void format(Properties properties) throws IOException {
        String folder = properties.getProperty("log.dirs");
        if (Files.exists(Path.of(folder, "meta.properties"))) {
            return;
        }
        Files.createDirectories(Path.of(folder));
        try {
            new Formatter()
                    .setClusterId(properties.getProperty(CLUSTER_ID))
                    .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setDirectories(List.of(folder))
                    .setMetadataLogDirectory(folder)
                    .run();
        } catch (Exception e) {
            throw new IOException("cannot format " + folder, e);
        }
    }
}
