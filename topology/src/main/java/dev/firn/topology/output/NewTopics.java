package dev.firn.topology.output;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How topics are made that are not there.
 *
 * @param partitions of each; -1 for what the brokers have as default
 * @param replication of each partition; -1 for what the brokers have as default
 * @param config further settings of the topic, such as {@code cleanup.policy}
 * @param limit how many topics may match the output's pattern before no more are made. Names come from data, and whoever
 *     sends data could otherwise fill the cluster with topics
 */
public record NewTopics(int partitions, short replication, Map<String, String> config, int limit) {

    public static final int DEFAULT_LIMIT = 100;

    public NewTopics {
        check("partitions", partitions);
        check("replication", replication);
        config = Map.copyOf(config);
        if (limit < 1) {
            throw new IllegalArgumentException("limit = " + limit + ", expected at least 1");
        }
    }

    private static void check(String name, int number) {
        if (number != -1 && number < 1) {
            throw new IllegalArgumentException(
                    name + " = " + number + ", expected at least 1, or -1 for the brokers' default");
        }
    }

    /** What the brokers have as default, and at most {@value #DEFAULT_LIMIT} topics. */
    public static NewTopics defaults() {
        return new NewTopics(-1, (short) -1, Map.of(), DEFAULT_LIMIT);
    }

    public NewTopics withPartitions(int number) {
        return new NewTopics(number, replication, config, limit);
    }

    public NewTopics withReplication(int number) {
        return new NewTopics(partitions, (short) number, config, limit);
    }

    public NewTopics withConfig(Map<String, String> settings) {
        return new NewTopics(partitions, replication, settings, limit);
    }

    public NewTopics withLimit(int number) {
        return new NewTopics(partitions, replication, config, number);
    }

    /** What an admin client makes of them. */
    public NewTopic named(String topic) {
        return new NewTopic(
                        topic,
                        partitions < 0 ? Optional.empty() : Optional.of(partitions),
                        replication < 0 ? Optional.empty() : Optional.of(replication))
                .configs(config);
    }
}
