package dev.firn.app.run;

import dev.firn.topology.output.ClusterTopics;
import dev.firn.topology.output.TopicNeeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the cluster before anything is started: is it there, do the topics exist, how large may their records be.
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

    /** Asks the brokers, as below; no output topic may be missing. */
    public static TopicCheck ask(
            Properties clients, Collection<String> inputs, @Nullable Pattern inputPattern, Collection<String> outputs)
            throws InterruptedException {
        return ask(
                clients,
                inputs,
                inputPattern,
                new TopicNeeds(outputs.stream()
                        .map(topic -> new TopicNeeds.Need(topic, topic, null))
                        .toList()));
    }

    /**
     * Asks the brokers. Blocks for half a minute at most. Changes nothing; {@link TopicMaker} makes topics.
     *
     * @param clients settings with {@code bootstrap.servers} and security
     * @param inputs names of input topics; not looked at when there is a pattern
     * @param outputs the topics of outputs; those that will be made may be missing
     */
    public static TopicCheck ask(
            Properties clients, Collection<String> inputs, @Nullable Pattern inputPattern, TopicNeeds outputs)
            throws InterruptedException {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        String servers = clients.getProperty("bootstrap.servers");
        Admin admin;
        try {
            admin = Admin.create(clients);
        } catch (KafkaException e) {
            problems.add("brokers at " + servers + ": " + reason(e));
            return new TopicCheck(problems, warnings, null);
        }
        try {
            if (inputPattern != null) {
                Set<String> all = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (all.stream().noneMatch(name -> inputPattern.matcher(name).matches())) {
                    warnings.add("no topic matches the input pattern " + inputPattern + " yet");
                }
            }
            Set<String> wanted = new TreeSet<>(outputs.names());
            if (inputPattern == null) {
                wanted.addAll(inputs);
            }
            Set<String> there = new TreeSet<>(outputs.names());
            for (var one : admin.describeTopics(wanted).topicNameValues().entrySet()) {
                try {
                    one.getValue().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    String topic = one.getKey();
                    there.remove(topic);
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        problems.add("topic " + topic + " cannot be described: " + reason(e));
                    } else if (!inputs.contains(topic) && outputs.mayMake(topic)) {
                        warnings.add("topic " + topic + " does not exist on " + servers + " and will be made");
                    } else {
                        problems.add("topic " + topic + " does not exist on " + servers);
                    }
                }
            }
            return new TopicCheck(problems, warnings, problems.isEmpty() ? smallestLimit(admin, there) : null);
        } catch (ExecutionException e) {
            problems.add("brokers at " + servers + ": " + reason(e));
        } catch (TimeoutException e) {
            problems.add("brokers at " + servers + " did not answer within " + PATIENCE.toSeconds() + " s");
        } catch (KafkaException e) {
            problems.add("brokers at " + servers + ": " + reason(e));
        } finally {
            admin.close(GOODBYE); // an admin client that waits for silent brokers would take a minute more
        }
        return new TopicCheck(problems, warnings, null);
    }

    static String reason(Exception e) {
        Throwable cause = e.getCause();
        return String.valueOf((cause == null ? e : cause).getMessage());
    }

    private static @Nullable Integer smallestLimit(Admin admin, Collection<String> outputs)
            throws InterruptedException, TimeoutException {
        List<ConfigResource> topics = outputs.stream()
                .distinct()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        try {
            Collection<Config> configs = admin.describeConfigs(topics)
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .values();
            return configs.stream()
                    .map(config -> config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                    .map(ConfigEntry::value)
                    .map(Integer::valueOf)
                    .min(Integer::compare)
                    .map(limit -> limit - ClusterTopics.FRAME_BYTES)
                    .orElse(null);
        } catch (ExecutionException e) {
            return null; // describing configurations may be forbidden; the configured limit stands then
        }
    }
}
