package dev.firn.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** Collects which rights are missing: those without which nothing works, and those that are missed later. */
final class Rights {

    private static final String GROWS = "what is done with in these topics is never deleted, and they grow for ever";
    private static final String UNKNOWN_LIMIT =
            "how large its records may be is not known, and one that brokers refuse ends the process";

    private final ClusterNeeds needs;
    private final Set<Right> lacking = new LinkedHashSet<>();
    /** With what comes of it. */
    private final Map<Right, String> missed = new LinkedHashMap<>();

    Rights(ClusterNeeds needs) {
        this.needs = needs;
    }

    /** On changelogs and repartition topics, which have their beginning in common. */
    Right internal(AclOperation operation) {
        return Right.onAll(ResourceType.TOPIC, needs.applicationId() + "-", operation);
    }

    void lack(Right right) {
        lacking.add(right);
    }

    void lackLimit(String topic) {
        missed.put(Right.of(ResourceType.TOPIC, topic, AclOperation.DESCRIBE_CONFIGS), UNKNOWN_LIMIT);
    }

    /** What a topic that may be described allows; brokers without an authorizer allow everything. */
    void described(String topic, TopicDescription description) {
        Set<AclOperation> allowed = description.authorizedOperations();
        if (allowed == null || allowed.contains(AclOperation.ALL)) {
            return;
        }
        for (Right right : needed(topic)) {
            if (!allowed.contains(right.operation())) {
                lack(right);
            }
        }
        boolean purged = needs.internalTopics().contains(topic) && ClusterNeeds.isRepartition(topic);
        if (purged && !allowed.contains(AclOperation.DELETE)) {
            missed.put(internal(AclOperation.DELETE), GROWS);
        }
    }

    /** Who may read or write a topic may describe it. So who may not describe it, may do neither. */
    void hidden(String topic) {
        needed(topic).forEach(this::lack);
    }

    private List<Right> needed(String topic) {
        if (needs.internalTopics().contains(topic)) {
            return List.of(internal(AclOperation.READ), internal(AclOperation.WRITE));
        }
        List<Right> rights = new ArrayList<>();
        boolean output = needs.outputs().names().contains(topic);
        if (!output || needs.inputs().contains(topic)) {
            rights.add(Right.of(ResourceType.TOPIC, topic, AclOperation.READ));
        }
        if (output) {
            rights.add(Right.of(ResourceType.TOPIC, topic, AclOperation.WRITE));
        }
        return rights;
    }

    /** A sentence for each right without which nothing works. */
    List<String> problems(String user) {
        return lacking.stream().map(right -> right.lackedBy(user)).toList();
    }

    /** A sentence for each right that is missed later. */
    List<String> warnings(String user) {
        return missed.entrySet().stream()
                .map(entry -> entry.getKey().lackedBy(user) + "; " + entry.getValue())
                .toList();
    }

    boolean areComplete() {
        return lacking.isEmpty() && missed.isEmpty();
    }
}
