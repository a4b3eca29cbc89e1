package dev.firn.topology.test;

import dev.firn.topology.output.Output;
import dev.firn.topology.output.TopicRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** All that an output wrote so far, whatever topics its rule named. */
final class NamedOutput {

    private final TopologyTestDriver streams;
    private final Predicate<String> isOurs;
    private final Map<String, OutputTopic<OutputRecord>> topics = new TreeMap<>();

    NamedOutput(TopologyTestDriver streams, Output output) {
        this.streams = streams;
        TopicRule rule = output.topicRule();
        @Nullable String pattern = rule.pattern();
        Predicate<String> named =
                pattern == null ? rule.text()::equals : Pattern.compile(pattern).asMatchPredicate();
        this.isOurs = topic -> named.test(topic) || topic.equals(rule.fallback());
    }

    List<OutputRecord> records() {
        streams.producedTopicNames().stream()
                .filter(isOurs)
                .forEach(topic ->
                        topics.computeIfAbsent(topic, name -> new OutputTopic<>(streams, name, OutputTopic::plain)));
        List<OutputRecord> all = new ArrayList<>();
        topics.values().forEach(topic -> all.addAll(topic.records()));
        return List.copyOf(all);
    }
}
