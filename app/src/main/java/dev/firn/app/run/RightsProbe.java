package dev.firn.app.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Rights of which brokers tell nothing when asked: they are found out by requests that cannot succeed. Brokers look at the
 * rights first, so what they answer then tells whether these are there, and nothing has changed.
 *
 * <ul>
 *   <li>Group: offsets are committed for a topic that is not there.
 *   <li>Transactional id: a transaction is begun that may last 24 days, which is more than brokers allow.
 *   <li>Topics that are not there: made as a rehearsal, and offsets committed for them, which takes the right to read.
 * </ul>
 *
 * <p>The rights to write to a topic that is not there, and to delete from it, cannot be found out.
 */
final class RightsProbe {

    private static final int PATIENCE_SECONDS = 10;
    private static final OffsetAndMetadata START = new OffsetAndMetadata(0);

    private final String applicationId;
    private final Set<String> missingTopics;
    private final AlterConsumerGroupOffsetsResult commits;
    private final KafkaFuture<Void> transaction;
    private final Map<String, KafkaFuture<Void>> rehearsals;

    /**
     * Asks, without waiting for answers.
     *
     * @param missingTopics internal topics that are not there yet
     */
    RightsProbe(Admin admin, String applicationId, Set<String> missingTopics) {
        this.applicationId = applicationId;
        this.missingTopics = new TreeSet<>(missingTopics);
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        offsets.put(partition(probeName()), START);
        missingTopics.forEach(topic -> offsets.put(partition(topic), START));
        commits = admin.alterConsumerGroupOffsets(applicationId, offsets);
        transaction = admin.fenceProducers(
                        List.of(probeName()), new FenceProducersOptions().timeoutMs(Integer.MAX_VALUE))
                .all();
        rehearsals = missingTopics.isEmpty() ? Map.of() : rehearse(admin, missingTopics);
    }

    private static Map<String, KafkaFuture<Void>> rehearse(Admin admin, Set<String> topics) {
        List<NewTopic> rehearsed = topics.stream()
                .map(topic -> new NewTopic(topic, Optional.of(1), Optional.empty()))
                .toList();
        return admin.createTopics(rehearsed, new CreateTopicsOptions().validateOnly(true))
                .values();
    }

    /** Of something that is never made. */
    private String probeName() {
        return applicationId + "-permission-check";
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    /** Waits for the answers; ten seconds for each at most, and no answer proves nothing. */
    void addLacksTo(Rights rights) throws InterruptedException {
        if (isRefused(commits.partitionResult(partition(probeName())), GroupAuthorizationException.class)) {
            rights.lack(Right.of(ResourceType.GROUP, applicationId, AclOperation.READ));
        }
        if (isRefused(transaction, AuthorizationException.class)) {
            rights.lack(Right.onAll(ResourceType.TRANSACTIONAL_ID, applicationId + "-", AclOperation.WRITE));
        }
        for (String topic : missingTopics) {
            if (isRefused(rehearsals.getOrDefault(topic, transaction), TopicAuthorizationException.class)) {
                rights.lack(rights.internal(AclOperation.CREATE));
            }
            if (isRefused(commits.partitionResult(partition(topic)), TopicAuthorizationException.class)) {
                rights.lack(rights.internal(AclOperation.READ));
            }
        }
    }

    private static boolean isRefused(KafkaFuture<?> answer, Class<? extends AuthorizationException> refusal)
            throws InterruptedException {
        try {
            answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return false;
        } catch (ExecutionException e) {
            return refusal.isInstance(e.getCause());
        } catch (TimeoutException e) {
            return false;
        }
    }
}
