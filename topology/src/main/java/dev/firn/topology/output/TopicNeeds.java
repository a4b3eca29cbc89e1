package dev.firn.topology.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Topics that must be there before the topology starts: those that do not depend on data. A topic that is missing then would
 * hold up the first record for a minute and end the stream.
 */
public record TopicNeeds(List<Need> topics) {

    /**
     * One topic.
     *
     * @param output who writes to it
     * @param unknown how it is made when it is not there; null when it must be there
     */
    public record Need(String topic, String output, @Nullable NewTopics unknown) {}

    public TopicNeeds {
        topics = List.copyOf(topics);
    }

    /** Topics of outputs, and their fallbacks. */
    public static TopicNeeds of(Collection<Output> outputs) {
        List<Need> needs = new ArrayList<>();
        for (Output output : outputs) {
            TopicRule rule = output.topicRule();
            String topic = rule.isTemplate() ? rule.fallback() : rule.text();
            if (topic != null) {
                needs.add(new Need(topic, output.name(), rule.unknown()));
            }
        }
        return new TopicNeeds(needs);
    }

    public List<String> names() {
        return topics.stream().map(Need::topic).distinct().toList();
    }

    /** Whether a topic that is not there is made: all who need it must want that. */
    public boolean mayMake(String topic) {
        return topics.stream().anyMatch(need -> need.topic().equals(topic))
                && topics.stream().filter(need -> need.topic().equals(topic)).allMatch(need -> need.unknown() != null);
    }
}
