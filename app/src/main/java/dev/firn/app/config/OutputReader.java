package dev.firn.app.config;

import static java.util.Objects.requireNonNullElse;

import com.typesafe.config.ConfigObject;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.serdes.flatten.FlattenRulesException;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.NewTopics;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Partitioning;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.TopicRule;
import dev.firn.topology.output.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one row of {@code outputs}. */
final class OutputReader {

    /** Stands in for a topic that is at fault, so that reading goes on. */
    private static final TopicRule ANY_TOPIC = TopicRule.constant("unknown");

    private static final Map<String, Boolean> UNKNOWN_TOPIC = words("refuse", false, "create", true);
    private static final Map<String, Partitioning> PARTITIONERS =
            words("key", Partitioning.byKey(), "round-robin", Partitioning.roundRobin());

    /** The formats by the names that they have in configurations. */
    static final Map<String, EventFormat> FORMATS = formats();

    private final Members row;
    private final Scope scope;
    private final StreamId source;
    private final ValueReader values;

    private OutputReader(Members row) {
        this.row = row;
        this.source = requireNonNullElse(row.parsed("source", StreamId::of), StreamId.GOOD);
        this.scope = Scope.of(source.kind());
        this.values = new ValueReader(scope);
    }

    static Output read(Members row) {
        return new OutputReader(row).read();
    }

    private static Map<String, EventFormat> formats() {
        Map<String, EventFormat> formats = new LinkedHashMap<>();
        for (EventFormat format : EventFormat.values()) {
            formats.put(Setting.word(format), format);
        }
        return formats;
    }

    private static <T> Map<String, T> words(String one, T first, String other, T second) {
        Map<String, T> words = new LinkedHashMap<>();
        words.put(one, first);
        words.put(other, second);
        return words;
    }

    private Output read() {
        TopicRule topic = requireNonNullElse(topic(), ANY_TOPIC);
        Output output = Output.routed(topic)
                .named(requireNonNullElse(name(), "unknown"))
                .ownedBy(row.optional("owner"))
                .withTicket(row.optional("ticket"))
                .from(source)
                .filteredBy(row.parsed("filter", this::condition))
                .sampled(row.inner("sample", this::sample))
                .partitionedBy(partitioning());
        output = shaped(output);
        Value key = values.read(row, "key", Type.TEXT);
        if (key != null) {
            output = output.keyedBy(key);
        }
        if (row.flag("keyless", false)) {
            if (key != null) {
                row.error("keyless", "set together with a key", "only one of the two");
            }
            output = output.keyless();
        }
        output = withHeaders(output);
        Value timestamp = values.read(row, "timestamp", Type.TIMESTAMP);
        if (timestamp != null) {
            output = output.timestampedBy(timestamp);
        }
        return row.flag("origin-headers", false) ? output.withOriginHeaders() : output;
    }

    private @Nullable String name() {
        row.required("name", "a name of its own, such as page-views");
        return row.parsed("name", StreamId::checkName);
    }

    private String condition(String text) {
        Expression.compile(text, scope, Type.BOOLEAN);
        return text;
    }

    private @Nullable Sample sample(Members members) {
        Value by = values.read(members, "by", Type.TEXT);
        double percent = members.share("percent", 100, 100);
        return percent == 100 ? null : new Sample(percent, by);
    }

    private @Nullable TopicRule topic() {
        String text = row.required("topic", "a name, or a template such as events.{app_id}");
        String pattern = row.optional("topic-pattern");
        String missing = row.optional("topic-missing");
        String fallback = row.optional("topic-fallback");
        boolean creates = row.choice("unknown-topic", false, UNKNOWN_TOPIC);
        NewTopics unknown = row.inner("new-topics", OutputReader::newTopics);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return new TopicRule(
                    text,
                    pattern,
                    missing,
                    fallback,
                    creates ? requireNonNullElse(unknown, NewTopics.defaults()) : null);
        } catch (IllegalArgumentException e) {
            row.error("topic", String.valueOf(e.getMessage()), "");
            return null;
        }
    }

    private static @Nullable NewTopics newTopics(Members members) {
        NewTopics usual = NewTopics.defaults();
        int partitions = members.whole("partitions", usual.partitions(), -1, 100_000);
        int replication = members.whole("replication", usual.replication(), -1, 100);
        Map<String, String> config = members.named("config");
        int limit = members.whole("limit", usual.limit(), 1, 100_000);
        return members.make(() -> new NewTopics(partitions, (short) replication, config, limit));
    }

    private Partitioning partitioning() {
        Setting setting = row.setting("partitioner");
        if (setting == null) {
            return Partitioning.byKey();
        }
        Partitioning chosen = setting.value() instanceof ConfigObject
                ? Members.alone(setting, this::partitioning)
                : setting.choice(PARTITIONERS);
        return requireNonNullElse(chosen, Partitioning.byKey());
    }

    private @Nullable Partitioning partitioning(Members members) {
        Value text = values.read(members, "text", Type.TEXT);
        Partitioning number = members.parsed("number", expression -> {
            Expression.compile(expression, scope, Type.NUMBER);
            return Partitioning.byNumber(expression);
        });
        if (text != null && number == null) {
            return Partitioning.byText(text);
        }
        if (text == null && number != null) {
            return number;
        }
        members.error("", "not one way", "key, round-robin, { text = ... } or { number = ... }");
        return null;
    }

    /** What makes the value of its records. */
    private Output shaped(Output plain) {
        Output output = plain;
        FlattenRules rules = flattenRules(row);
        if (rules != null) {
            output = output.flattened(rules);
        }
        Setting format = row.setting("format");
        EventFormat chosen = format == null || "".equals(format.text()) ? null : format.choice(FORMATS);
        if (chosen != null) {
            output = output.as(chosen);
        }
        for (Map.Entry<String, Setting> one : row.entries("inject").entrySet()) {
            Value value = values.read(one.getValue(), Type.ANY);
            if (value != null) {
                output = output.injecting(one.getKey(), value);
            }
        }
        return row.flag("newline", false) ? output.newlineTerminated() : output;
    }

    /** Null when there are none. What is wrong with them is the rules' own to say. */
    static @Nullable FlattenRules flattenRules(Members row) {
        Setting setting = row.setting("flatten");
        return setting == null ? null : flattenRules(setting);
    }

    /** Null for an empty object, and for rules that are at fault. */
    static @Nullable FlattenRules flattenRules(Setting setting) {
        if (setting.value() instanceof ConfigObject object && object.isEmpty()) {
            return null;
        }
        try {
            return FlattenRules.of(HoconJson.of(setting.value()));
        } catch (FlattenRulesException e) {
            return setting.error(String.valueOf(e.getMessage()), "");
        }
    }

    private Output withHeaders(Output plain) {
        Output output = plain;
        Setting headers = row.setting("headers");
        if (headers != null && headers.value() instanceof ConfigObject) {
            for (Map.Entry<String, Setting> one : row.entries("headers").entrySet()) {
                output = withHeader(output, one.getKey(), one.getValue());
            }
        } else if (headers != null) {
            for (String column : requireNonNullElse(headers.texts(), List.<String>of())) {
                output = withHeader(output, column, headers.with(column));
            }
        }
        return output;
    }

    private Output withHeader(Output output, String name, Setting setting) {
        Value value = values.read(setting, Type.TEXT);
        try {
            return value == null ? output : output.withHeader(name, value);
        } catch (IllegalArgumentException e) {
            setting.error(String.valueOf(e.getMessage()), "");
            return output;
        }
    }
}
