package dev.firn.app.run;

import dev.firn.topology.output.TopicNeeds;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration wants of the cluster. Immutable.
 *
 * @param inputs names of input topics; not looked at when there is a pattern
 * @param outputs the topics of outputs; those that will be made may be missing
 * @param applicationId the group, and what internal topics and transactional ids begin with
 * @param internalTopics full names of changelogs and repartition topics
 */
public record ClusterNeeds(
        List<String> inputs,
        @Nullable Pattern inputPattern,
        TopicNeeds outputs,
        String applicationId,
        Set<String> internalTopics) {

    private static final String REPARTITION = "-repartition";
    private static final String CHANGELOG = "-changelog";

    public ClusterNeeds {
        inputs = List.copyOf(inputs);
        internalTopics = Set.copyOf(internalTopics);
    }

    /** Of a topology, whose internal topics are named after its stores and its repartitions. */
    public static ClusterNeeds of(
            Collection<String> inputs,
            @Nullable Pattern inputPattern,
            TopicNeeds outputs,
            String applicationId,
            Topology topology) {
        Set<String> internal = new TreeSet<>();
        topology.describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .forEach(node -> {
                    if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
                        source.topicSet().stream()
                                .filter(ClusterNeeds::isRepartition)
                                .forEach(topic -> internal.add(applicationId + "-" + topic));
                    } else if (node instanceof TopologyDescription.Processor processor) {
                        processor.stores().forEach(store -> internal.add(applicationId + "-" + store + CHANGELOG));
                    }
                });
        return new ClusterNeeds(List.copyOf(inputs), inputPattern, outputs, applicationId, internal);
    }

    /** Whether what is done with is deleted from this topic. */
    static boolean isRepartition(String topic) {
        return topic.endsWith(REPARTITION);
    }

    /** All topics with names of their own, but the internal ones. */
    Set<String> topics() {
        Set<String> topics = new TreeSet<>(outputs.names());
        if (inputPattern == null) {
            topics.addAll(inputs);
        }
        return topics;
    }
}
