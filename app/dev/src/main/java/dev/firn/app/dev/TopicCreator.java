package dev.firn.app.dev;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates topics and waits until they can be used. Opens its connection at the first need. Thread-safe. */
final class TopicCreator implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final String bootstrapServers;
    private @Nullable Admin admin;

    TopicCreator(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    synchronized void create(String name, int partitions, Map<String, String> configs) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs);
        try {
            createUnlessThere(connected(), topic);
            awaitLeaders(connected(), name);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create topic " + name + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + name, e);
        }
    }

    private Admin connected() {
        Admin current = admin;
        if (current == null) {
            current = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
            admin = current;
        }
        return current;
    }

    private static void createUnlessThere(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** The controller has the topic before the broker knows of it; a producer in between would log warnings. */
    private static void awaitLeaders(Admin admin, String name) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!hasLeaders(admin, name)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("topic " + name + " has no leader after " + PATIENCE);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static boolean hasLeaders(Admin admin, String name) throws ExecutionException, InterruptedException {
        try {
            TopicDescription topic =
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
            return topic.partitions().stream().allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close();
            admin = null;
        }
    }
}
