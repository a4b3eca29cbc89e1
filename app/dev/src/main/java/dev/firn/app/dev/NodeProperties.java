package dev.firn.app.dev;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What a single-node development broker needs of Kafka's some 300 properties, and why it differs from the defaults. */
final class NodeProperties {

    static final int NODE_ID = 1;

    private static final Map<String, String> SINGLE_NODE = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", String.valueOf(NODE_ID)),
            Map.entry("controller.listener.names", Listeners.CONTROLLER),
            Map.entry("inter.broker.listener.name", Listeners.BROKER),
            Map.entry("auto.create.topics.enable", "false"),
            // One node can hold one replica.
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // 50 partitions each by default: creating them makes the first commit and the first transaction slow.
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "2"),
            // Nobody else will join: a group need not wait for more members.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
            // group.protocol=streams gets its tasks at the second heartbeat; the default interval is 5 s.
            Map.entry("group.streams.min.heartbeat.interval.ms", "100"),
            Map.entry("group.streams.heartbeat.interval.ms", "300"),
            // Records carry the times of their events. Those of old ones would be deleted half a minute after the
            // start.
            Map.entry("log.retention.ms", "-1"),
            // 128 MB by default.
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("num.io.threads", "2"),
            Map.entry("num.network.threads", "1"),
            // Several brokers in one JVM would fight for the same MBean names.
            Map.entry("metric.reporters", ""),
            // Without it the next start on the folder waits for the old registration to expire.
            Map.entry("controlled.shutdown.enable", "true"));

    private NodeProperties() {}

    static Properties of(Path folder, Listeners listeners, List<SecureListener> secure, Map<String, String> overrides) {
        String controller = listeners.controllerAddress();
        String clients = listeners.clientAddresses().entrySet().stream()
                .map(listener -> listener.getKey() + "://" + listener.getValue())
                .collect(Collectors.joining(","));
        String protocols = secure.stream()
                .map(listener -> "," + listener.name() + ":" + listener.protocol())
                .collect(Collectors.joining());
        Properties properties = new Properties();
        properties.putAll(SINGLE_NODE);
        secure.forEach(listener -> properties.putAll(listener.brokerProperties()));
        properties.putAll(overrides);
        // Last, because the rest of this package relies on them.
        properties.put("log.dirs", folder.toString());
        properties.put("listeners", clients + "," + Listeners.CONTROLLER + "://" + controller);
        properties.put("advertised.listeners", clients);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT" + protocols);
        properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
        return properties;
    }
}
