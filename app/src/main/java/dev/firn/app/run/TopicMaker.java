package dev.firn.app.run;

import dev.firn.topology.output.NewTopics;
import dev.firn.topology.output.TopicNeeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.resource.ResourceType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes topics of outputs before anything is started: those that are not there, where the outputs want them made. */
public final class TopicMaker {

    private static final Logger LOG = LoggerFactory.getLogger(TopicMaker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private TopicMaker() {}

    /**
     * Makes what is missing. Does nothing, not even connect, when no output wants that.
     *
     * @param clients settings with {@code bootstrap.servers} and security
     * @return a sentence for each topic that could not be made; empty when all is well
     */
    public static List<String> make(Properties clients, TopicNeeds needs) throws InterruptedException {
        Map<String, NewTopics> wanted = new TreeMap<>();
        needs.topics().stream()
                .filter(need -> need.unknown() != null && needs.mayMake(need.topic()))
                .forEach(need -> wanted.putIfAbsent(need.topic(), need.unknown()));
        if (wanted.isEmpty()) {
            return List.of();
        }
        Admin admin;
        try {
            admin = Admin.create(clients);
        } catch (KafkaException e) {
            return List.of("brokers: " + Refusal.of(e));
        }
        try {
            return make(admin, clients, wanted);
        } catch (ExecutionException e) {
            return List.of("brokers: " + Refusal.of(e));
        } catch (TimeoutException e) {
            return List.of("brokers did not answer within " + PATIENCE.toSeconds() + " s");
        } finally {
            admin.close(GOODBYE); // an admin client that waits for silent brokers would take a minute more
        }
    }

    private static List<String> make(Admin admin, Properties clients, Map<String, NewTopics> wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> there = TopicCheck.answer(admin.listTopics().names());
        wanted.keySet().removeAll(there);
        List<String> problems = new ArrayList<>();
        for (var one : admin.createTopics(wanted.entrySet().stream()
                        .map(entry -> entry.getValue().named(entry.getKey()))
                        .toList())
                .values()
                .entrySet()) {
            try {
                TopicCheck.answer(one.getValue());
                LOG.info("topic {} made", one.getKey());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    problems.add(Right.of(ResourceType.TOPIC, one.getKey(), AclOperation.CREATE)
                            .lackedBy(ClientName.of(clients)));
                } else if (!(e.getCause() instanceof TopicExistsException)) {
                    problems.add("topic " + one.getKey() + " cannot be made: " + Refusal.of(e));
                }
            }
        }
        return problems;
    }
}
