package dev.firn.app.run;

import dev.firn.topology.output.ClusterTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the cluster: is it there, does it take this client's login, do the topics exist, how large may their records be,
 * and may this client do what it will do. Made before anything is started; once the internal topics exist, a second look
 * sees also what is allowed there.
 *
 * @param problems sentences that each name a thing that is missing; empty when all is well
 * @param warnings what works but is likely not meant
 * @param maxRecordBytes largest value that all output topics take, or null when the brokers do not say
 */
public record TopicCheck(List<String> problems, List<String> warnings, @Nullable Integer maxRecordBytes) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    public TopicCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Asks the brokers. Blocks for half a minute when they do not answer. Changes nothing; {@link TopicMaker} makes topics.
     *
     * @param clients settings with {@code bootstrap.servers} and security
     */
    public static TopicCheck ask(Properties clients, ClusterNeeds needs) throws InterruptedException {
        String brokers = "brokers at " + clients.getProperty("bootstrap.servers");
        Admin admin;
        try {
            admin = Admin.create(clients);
        } catch (KafkaException e) {
            return refused(brokers + ": " + Refusal.of(e));
        }
        try {
            return new Look(admin, clients, needs).look();
        } catch (ExecutionException e) {
            return e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
                    ? silent(brokers, clients)
                    : refused(brokers + ": " + Refusal.of(e));
        } catch (TimeoutException e) {
            return silent(brokers, clients);
        } catch (KafkaException e) {
            return refused(brokers + ": " + Refusal.of(e));
        } finally {
            admin.close(GOODBYE); // an admin client that waits for silent brokers would take a minute more
        }
    }

    private static TopicCheck silent(String brokers, Properties clients) {
        return refused(brokers + " did not answer within " + PATIENCE.toSeconds() + " s" + Refusal.ofSilence(clients));
    }

    private static TopicCheck refused(String problem) {
        return new TopicCheck(List.of(problem), List.of(), null);
    }

    static <T> T answer(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** One round of questions. */
    private static final class Look {

        private final Admin admin;
        private final Properties clients;
        private final ClusterNeeds needs;
        private final Rights rights;
        private final List<String> problems = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final Set<String> there = new TreeSet<>();
        private final Set<String> missingInternal = new HashSet<>();

        Look(Admin admin, Properties clients, ClusterNeeds needs) {
            this.admin = admin;
            this.clients = clients;
            this.needs = needs;
            this.rights = new Rights(needs);
        }

        TopicCheck look() throws InterruptedException, ExecutionException, TimeoutException {
            Set<String> wanted = needs.topics();
            wanted.addAll(matchingInputs());
            wanted.addAll(needs.internalTopics());
            describe(wanted);
            RightsProbe probe = new RightsProbe(admin, needs.applicationId(), missingInternal);
            Integer limit = smallestLimit();
            probe.addLacksTo(rights);
            if (!rights.areComplete()) {
                String user = ClientName.of(clients);
                problems.addAll(rights.problems(user));
                warnings.addAll(rights.warnings(user));
            }
            return new TopicCheck(problems, warnings, problems.isEmpty() ? limit : null);
        }

        private List<String> matchingInputs() throws InterruptedException, ExecutionException, TimeoutException {
            if (needs.inputPattern() == null) {
                return List.of();
            }
            List<String> matching = answer(admin.listTopics().names()).stream()
                    .filter(name -> needs.inputPattern().matcher(name).matches())
                    .toList();
            if (matching.isEmpty()) {
                warnings.add("no topic matches the input pattern " + needs.inputPattern()
                        + " yet, or none that this client may read");
            }
            return matching;
        }

        private void describe(Set<String> wanted) throws InterruptedException, ExecutionException, TimeoutException {
            var descriptions = admin.describeTopics(
                            wanted, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .topicNameValues();
            for (var one : descriptions.entrySet()) {
                String topic = one.getKey();
                try {
                    rights.described(topic, answer(one.getValue()));
                    there.add(topic);
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                        missing(topic);
                    } else if (e.getCause() instanceof TopicAuthorizationException) {
                        rights.hidden(topic);
                    } else {
                        throw e; // then it is not about this topic
                    }
                }
            }
        }

        private void missing(String topic) {
            String servers = clients.getProperty("bootstrap.servers");
            if (needs.internalTopics().contains(topic)) {
                missingInternal.add(topic);
            } else if (!needs.inputs().contains(topic) && needs.outputs().mayMake(topic)) {
                warnings.add("topic " + topic + " does not exist on " + servers + " and will be made");
            } else {
                problems.add("topic " + topic + " does not exist on " + servers);
            }
        }

        /** Of the outputs. Who may not describe configurations does not get to know, and the configured limit stands. */
        private @Nullable Integer smallestLimit() throws InterruptedException, TimeoutException, ExecutionException {
            Map<ConfigResource, KafkaFuture<Config>> configs =
                    admin.describeConfigs(outputsThere()).values();
            Integer smallest = null;
            for (var one : configs.entrySet()) {
                try {
                    Config config = answer(one.getValue());
                    int limit = Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                                    .value())
                            - ClusterTopics.FRAME_BYTES;
                    smallest = smallest == null ? limit : Math.min(smallest, limit);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof AuthorizationException)) {
                        throw e;
                    }
                    rights.lackLimit(one.getKey().name());
                }
            }
            return smallest;
        }

        private Collection<ConfigResource> outputsThere() {
            return needs.outputs().names().stream()
                    .filter(there::contains)
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList();
        }
    }
}
