package dev.firn.topology.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** An output whose expressions are compiled and whose settings fit together. Thread-safe. */
final class CompiledOutput {

    private record Named(String name, Getter getter) {}

    final Output output;
    private final Scope scope;
    private final @Nullable Expression filter;
    private final AtomicLong filterFailures = new AtomicLong();
    private final double rate;
    private final String rateText;
    private final @Nullable Getter sampledBy;
    private final RecordTime time;
    private final @Nullable Getter key;
    private final List<Named> headers;
    private final List<Named> injections;
    private final @Nullable Getter partitionText;
    private final @Nullable Expression partitionNumber;
    private final @Nullable TopicTemplate template;
    private final @Nullable Pattern pattern;

    /** @throws OutputConfigException when a setting cannot be used */
    CompiledOutput(Output output) {
        this.output = output;
        this.scope = Scope.of(output.source().kind());
        OutputChecks.check(output);
        String condition = output.filter();
        filter = condition == null ? null : at("filter", () -> Expression.compile(condition, scope, Type.BOOLEAN));
        Sample sample = output.sample();
        rate = sample == null ? 1 : sample.percent() / 100;
        rateText = sample == null ? "" : text(sample.percent());
        Value by = sample == null ? null : sample.by();
        sampledBy = by == null ? null : texts("sample", by);
        time = at("timestamp", () -> RecordTime.of(output.timestamp(), scope));
        key = output.key() == null ? null : texts("key", output.key());
        headers = output.headers().stream()
                .map(rule -> new Named(rule.name(), texts("headers." + rule.name(), rule.value())))
                .toList();
        injections = output.injections().stream()
                .map(one -> new Named(
                        one.name(), at("inject." + one.name(), () -> Getter.of(one.value(), scope, Type.ANY))))
                .toList();
        Partitioning how = output.partitioning();
        partitionText = how instanceof Partitioning.ByText text ? texts("partitioner", text.value()) : null;
        partitionNumber = how instanceof Partitioning.ByNumber number
                ? at("partitioner", () -> Expression.compile(number.expression(), scope, Type.NUMBER))
                : null;
        TopicRule topic = output.topicRule();
        pattern = topic.pattern() == null ? null : Pattern.compile(topic.pattern());
        template =
                pattern == null ? null : at("topic", () -> TopicTemplate.compile(topic.text(), topic.missing(), scope));
    }

    private Getter texts(String property, Value value) {
        return at(property, () -> Getter.of(value, scope, Type.TEXT));
    }

    private <T> T at(String property, Supplier<T> compiled) {
        try {
            return compiled.get();
        } catch (IllegalArgumentException e) {
            throw new OutputConfigException(output.name(), property, e);
        }
    }

    private static String text(double percent) {
        return BigDecimal.valueOf(percent).movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    String name() {
        return output.name();
    }

    StreamId source() {
        return output.source();
    }

    boolean isFilteredOut(Record<byte[], Item> record, OutputListener listener) {
        if (filter == null || filter.isTrue(record)) {
            return false;
        }
        long failures = filter.failures();
        if (failures != filterFailures.get()) {
            // Whoever sees a higher number first tells of the difference, so that each failure is told once.
            long told = filterFailures.getAndAccumulate(failures, Math::max);
            if (failures > told) {
                listener.count(name(), OutputListener.Fate.FILTER_ERROR, failures - told);
            }
        }
        return true;
    }

    boolean isSampledOut(Draft draft) {
        if (rate >= 1) {
            return false;
        }
        String text = sampledBy == null ? null : sampledBy.text(draft);
        return SampleHash.fraction(text == null || text.isEmpty() ? identityOf(draft) : text) >= rate;
    }

    /** Fills in all but value, topic and partition. */
    void fill(Draft draft, long now) {
        draft.timestamp = time.of(draft, now);
        draft.key = key(draft);
        if (!rateText.isEmpty()) {
            draft.header(Headers.SAMPLE_RATE, rateText);
        }
        if (output.hasOriginHeaders()) {
            addOrigin(draft);
        }
        for (Named header : headers) {
            String text = header.getter().text(draft);
            if (text != null) {
                draft.header(header.name(), text);
            }
        }
    }

    private static void addOrigin(Draft draft) {
        Origin origin = draft.item().origin();
        draft.header(Headers.ORIGIN_TOPIC, origin.topic());
        draft.header(Headers.ORIGIN_PARTITION, Integer.toString(origin.partition()));
        draft.header(Headers.ORIGIN_OFFSET, Long.toString(origin.offset()));
        if (!(draft.item() instanceof Item.Raw)) {
            draft.header(Headers.ORIGIN_INDEX, Integer.toString(origin.index()));
        }
    }

    private byte @Nullable [] key(Draft draft) {
        if (output.isKeyless()) {
            return null;
        }
        String text = key == null ? null : key.text(draft);
        if (text == null || text.isEmpty()) {
            if (scope == Scope.RAW || hasKeyOfItsInput(draft)) {
                return draft.from.key();
            }
            text = identityOf(draft);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Objects of JSON inputs keep the key that their input gave them, joined ones the id that all their revisions share. */
    private static boolean hasKeyOfItsInput(Draft draft) {
        byte[] key = draft.from.key();
        StreamId.Kind kind = draft.item().stream().kind();
        return (kind == StreamId.Kind.JSON || kind == StreamId.Kind.JOINED) && key != null && key.length > 0;
    }

    /** The event id; also that can be missing: a limit below its length takes it out of incomplete events. */
    private static String identityOf(Draft draft) {
        String id = draft.item() instanceof Item.Event event ? event.event().text(AtomicField.EVENT_ID) : null;
        return id == null || id.isEmpty() ? draft.item().origin().id().toString() : id;
    }

    boolean hasInjections() {
        return !injections.isEmpty();
    }

    /** A name that is to be injected and that the object has already, or null. */
    @Nullable
    String taken(JsonNode object) {
        for (Named one : injections) {
            if (object.has(one.name())) {
                return one.name();
            }
        }
        return null;
    }

    /** The object with the injected members behind its own. */
    byte[] inject(byte[] object, Draft draft, Utf8Output buffer) {
        buffer.reset();
        boolean isEmpty = object.length == 2;
        for (Named one : injections) {
            if (!isEmpty || buffer.size() > 0) {
                buffer.writeByte(',');
            }
            buffer.jsonString(one.name());
            buffer.writeByte(':');
            JsonNode value = one.getter().json(draft);
            if (value == null) {
                buffer.ascii("null");
            } else {
                buffer.json(value);
            }
        }
        buffer.writeByte('}');
        byte[] added = buffer.toByteArray();
        byte[] whole = new byte[object.length - 1 + added.length];
        System.arraycopy(object, 0, whole, 0, object.length - 1);
        System.arraycopy(added, 0, whole, object.length - 1, added.length);
        return whole;
    }

    boolean choosesPartitions() {
        return !(output.partitioning() instanceof Partitioning.ByKey);
    }

    /**
     * What the partition is chosen by, see {@link Outgoing}.
     *
     * @param turn of round robin
     */
    @Nullable
    Long place(Draft draft, int turn) {
        if (output.partitioning() instanceof Partitioning.RoundRobin) {
            return (long) turn;
        }
        String text = partitionText == null ? null : partitionText.text(draft);
        if (text != null && !text.isEmpty()) {
            return hash(text.getBytes(StandardCharsets.UTF_8));
        }
        if (partitionNumber != null && partitionNumber.value(draft.from) instanceof Number number) {
            return number.longValue();
        }
        // The plain producer hashes keys; what has none is spread here, as it would spread that.
        return draft.key == null ? Long.valueOf(turn) : hash(draft.key);
    }

    private static Long hash(byte[] bytes) {
        return (long) Utils.toPositive(Utils.murmur2(bytes));
    }

    @Nullable
    TopicTemplate template() {
        return template;
    }

    /** Of a template. */
    @Nullable
    Pattern pattern() {
        return pattern;
    }
}
