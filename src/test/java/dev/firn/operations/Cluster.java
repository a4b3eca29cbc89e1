package dev.firn.operations;

import dev.firn.e2e.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Three brokers, each also a controller, in three processes. Everything is kept three times, two of which must be there
 * to write; else as Kafka has it by default. Not thread-safe.
 */
final class Cluster implements AutoCloseable {

    static final int BROKERS = 3;

    private static final Duration HEAL_LIMIT = Duration.ofMinutes(4);

    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,NODES:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "NODES"),
            Map.entry("default.replication.factor", "3"),
            Map.entry("min.insync.replicas", "2"),
            Map.entry("offsets.topic.replication.factor", "3"),
            Map.entry("transaction.state.log.replication.factor", "3"),
            Map.entry("transaction.state.log.min.isr", "2"),
            Map.entry("share.coordinator.state.topic.replication.factor", "3"),
            Map.entry("share.coordinator.state.topic.min.isr", "2"),
            // 50 each by default: more than three small processes on one machine need.
            Map.entry("offsets.topic.num.partitions", "6"),
            Map.entry("transaction.state.log.num.partitions", "6"),
            Map.entry("share.coordinator.state.topic.num.partitions", "2"),
            Map.entry("auto.create.topics.enable", "false"),
            // The events of the capture are older than a week.
            Map.entry("log.retention.ms", "-1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.network.threads", "2"),
            // Nobody needs a permission, until a scenario takes one away.
            Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
            Map.entry("principal.builder.class", Principals.class.getName()),
            Map.entry("super.users", Principals.NODES),
            Map.entry("allow.everyone.if.no.acl.found", "true"));

    private final List<Broker> brokers = new ArrayList<>();
    private final Properties properties = new Properties();
    private final Admin admin;

    private Cluster(Path folder) {
        for (int id = 1; id <= BROKERS; id++) {
            brokers.add(new Broker(id, folder));
        }
        properties.putAll(PROPERTIES);
        properties.put(BrokerMain.CLUSTER_ID, Uuid.randomUuid().toString());
        properties.put(
                "controller.quorum.voters", brokers.stream().map(Broker::voter).collect(Collectors.joining(",")));
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers()));
    }

    /** Returns when the cluster is complete. */
    static Cluster start(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Cluster cluster = new Cluster(folder);
        try {
            cluster.brokers.forEach(broker -> broker.start(cluster.properties));
            cluster.awaitWhole();
            return cluster;
        } catch (Throwable e) {
            cluster.close();
            throw e;
        }
    }

    String servers() {
        return brokers.stream().map(Broker::address).collect(Collectors.joining(","));
    }

    List<Broker> brokers() {
        return brokers;
    }

    void start(Broker broker) {
        broker.start(properties);
    }

    /** Waits until all brokers take part and every partition has all its replicas in step. */
    Duration awaitWhole() {
        brokers.forEach(Broker::awaitListening);
        return Await.until("a whole cluster", HEAL_LIMIT, this::isWhole, () -> "see the brokers' output");
    }

    private boolean isWhole() throws InterruptedException {
        try {
            if (admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() < BROKERS) {
                return false;
            }
            return admin
                    .describeTopics(admin.listTopics().names().get(5, TimeUnit.SECONDS))
                    .allTopicNames()
                    .get(5, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.isr().size() == partition.replicas().size());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Creates them with as many replicas as there are brokers, and waits until they can be used. */
    void createTopics(Map<String, Integer> partitions, Map<String, String> configs) {
        get(admin.createTopics(partitions.entrySet().stream()
                        .map(topic -> new NewTopic(topic.getKey(), Optional.of(topic.getValue()), Optional.empty())
                                .configs(configs))
                        .toList())
                .all());
        awaitWhole();
    }

    /** The one that coordinates an application's group, so that its end hurts most. */
    Broker coordinator(String group) {
        int id = get(admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .coordinator()
                .id();
        return brokers.get(id - 1);
    }

    /** Takes the permission to write from everybody. */
    void forbidWriting(String topic) {
        get(admin.createAcls(List.of(
                        rule(topic, AclOperation.ALL, AclPermissionType.ALLOW),
                        rule(topic, AclOperation.WRITE, AclPermissionType.DENY)))
                .all());
    }

    void allowWriting(String topic) {
        get(admin.deleteAcls(List.of(
                        rule(topic, AclOperation.ALL, AclPermissionType.ALLOW).toFilter(),
                        rule(topic, AclOperation.WRITE, AclPermissionType.DENY).toFilter()))
                .all());
    }

    private static AclBinding rule(String topic, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", operation, permission));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the cluster does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        // Three controllers that stop at once wait for each other; their data go anyway.
        brokers.forEach(Broker::close);
    }
}
