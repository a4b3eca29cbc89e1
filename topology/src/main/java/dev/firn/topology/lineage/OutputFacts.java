package dev.firn.topology.lineage;

import dev.firn.topology.output.HeaderRule;
import dev.firn.topology.output.Injection;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Partitioning;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.TopicRule;
import dev.firn.topology.output.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of an output, as texts. */
final class OutputFacts {

    private final Map<String, String> facts = new LinkedHashMap<>();

    private OutputFacts() {}

    static Map<String, String> of(Output output) {
        OutputFacts all = new OutputFacts();
        all.put("owner", output.owner());
        all.put("ticket", output.ticket());
        all.put("source", output.source().toString());
        all.put("filter", output.filter());
        all.sample(output.sample());
        all.put("format", output.format().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        all.topic(output.topicRule());
        all.put("key", key(output));
        all.put("partitioner", partitioner(output.partitioning()));
        Value time = output.timestamp();
        all.put("timestamp", time == null ? null : Reads.text(time));
        all.put("headers", output.headers().stream().map(HeaderRule::name).collect(Collectors.joining(", ")));
        all.put("inject", output.injections().stream().map(Injection::name).collect(Collectors.joining(", ")));
        return all.facts;
    }

    private void put(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.put(name, value);
        }
    }

    private void sample(@Nullable Sample sample) {
        if (sample == null) {
            return;
        }
        put("sample", BigDecimal.valueOf(sample.percent()).stripTrailingZeros().toPlainString() + " %");
        Value by = sample.by();
        put("sample-by", by == null ? null : Reads.text(by));
    }

    private void topic(TopicRule topic) {
        put("topic", topic.text());
        put("topic-pattern", topic.pattern());
        put("topic-missing", topic.missing());
        put("topic-fallback", topic.fallback());
    }

    /** What is said of it; null for what is usual. */
    private static @Nullable String key(Output output) {
        Value key = output.key();
        if (output.isKeyless()) {
            return "none";
        }
        return key == null ? null : Reads.text(key);
    }

    private static String partitioner(Partitioning how) {
        if (how instanceof Partitioning.ByText text) {
            return "text " + Reads.text(text.value());
        }
        if (how instanceof Partitioning.ByNumber number) {
            return "number " + number.expression();
        }
        return how instanceof Partitioning.RoundRobin ? "round-robin" : "key";
    }
}
