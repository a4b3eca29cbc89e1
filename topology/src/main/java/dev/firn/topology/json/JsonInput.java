package dev.firn.topology.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.ExpressionException;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.RecordTimestamps;
import dev.firn.topology.flow.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/**
 * Topics of plain JSON: one object, an array, one object a line or glued objects in each record. Every object is flattened
 * and migrated, and goes on as an item of the stream {@code json.NAME}; what cannot is a bad row that keeps its bytes.
 *
 * <p>Immutable and thread-safe; the {@code with} methods give changed copies.
 */
public final class JsonInput {

    private final String name;
    private final List<String> topics;
    private final @Nullable Pattern pattern;
    private final FlattenRules rules;
    private final boolean flattens;
    private final Migration migration;
    private final @Nullable EventTime time;
    private final @Nullable Expression key;
    private final OnBroken onBroken;

    private JsonInput(
            String name,
            List<String> topics,
            @Nullable Pattern pattern,
            FlattenRules rules,
            boolean flattens,
            Migration migration,
            @Nullable EventTime time,
            @Nullable Expression key,
            OnBroken onBroken) {
        this.name = name;
        this.topics = topics;
        this.pattern = pattern;
        this.rules = requireNonNull(rules, "rules");
        this.flattens = flattens;
        this.migration = migration;
        this.time = time;
        this.key = key;
        this.onBroken = requireNonNull(onBroken, "onBroken");
    }

    /**
     * Reads topics and flattens by the default rules.
     *
     * @param name part of the names of stream and nodes
     * @throws IllegalArgumentException when it cannot be, or there is no topic
     */
    public static JsonInput of(String name, String... topics) {
        if (topics.length == 0 || List.of(topics).contains("")) {
            throw new JsonInputException(name, "topics", List.of(topics), "at least one name");
        }
        return of(name, List.of(topics), null);
    }

    /** As {@link #of(String, String...)}, of all topics of that name pattern, also those created later. */
    public static JsonInput of(String name, Pattern topics) {
        return of(name, List.of(), requireNonNull(topics, "topics"));
    }

    private static JsonInput of(String name, List<String> topics, @Nullable Pattern pattern) {
        return new JsonInput(
                StreamId.checkName(name),
                topics,
                pattern,
                FlattenRules.defaults(),
                true,
                new Migration(List.of()),
                null,
                null,
                OnBroken.BAD_ROW_AND_PASS_GOOD);
    }

    /**
     * From one element of {@code json-inputs}, with the keys {@code name}, {@code topics} or {@code topic-pattern}, {@code
     * flatten}, {@code migrate}, {@code time}, {@code key} and {@code on-broken}; their shapes are in {@code
     * docs/outputs.md}.
     *
     * @throws IllegalArgumentException for unknown keys and unusable values; names key, value and what was expected
     */
    public static JsonInput of(JsonNode json) {
        return JsonInputReader.read(json);
    }

    /** Flattens by other rules. */
    public JsonInput flattened(FlattenRules by) {
        return new JsonInput(name, topics, pattern, by, true, migration, time, key, onBroken);
    }

    /**
     * Leaves objects as they are.
     *
     * @param reading says what to do with repeated keys and with arrays
     */
    public JsonInput unflattened(FlattenRules reading) {
        return new JsonInput(name, topics, pattern, reading, false, migration, time, key, onBroken);
    }

    /** One more step of the migration. */
    public JsonInput with(Change change) {
        List<Change> changes = new ArrayList<>(migration.changes());
        changes.add(requireNonNull(change, "change"));
        return new JsonInput(name, topics, pattern, rules, flattens, new Migration(changes), time, key, onBroken);
    }

    /** Takes the timestamp from the object; otherwise, and when it has none, it is the record's. */
    public JsonInput with(EventTime from) {
        return new JsonInput(
                name, topics, pattern, rules, flattens, migration, requireNonNull(from, "from"), key, onBroken);
    }

    /**
     * Sets the key of the items, in place of the record's own.
     *
     * @param expression over {@code record}, the migrated object; an object for which it has no value keeps the record's
     * @throws ExpressionException when it is not one
     */
    public JsonInput keyedBy(String expression) {
        Expression compiled = Expression.compile(expression, Scope.JSON, Type.TEXT);
        return new JsonInput(name, topics, pattern, rules, flattens, migration, time, compiled, onBroken);
    }

    public JsonInput with(OnBroken policy) {
        return new JsonInput(name, topics, pattern, rules, flattens, migration, time, key, policy);
    }

    public String name() {
        return name;
    }

    /** The stream of its objects. */
    public StreamId stream() {
        return StreamId.json(name);
    }

    /** Names of its topics; empty when they have a pattern. */
    public List<String> topics() {
        return topics;
    }

    /** Of the names of its topics; null when they are listed. */
    public @Nullable String topicPattern() {
        return pattern == null ? null : pattern.pattern();
    }

    /** The steps of the migration, in order. */
    public List<Change> changes() {
        return migration.changes();
    }

    /** The rules by which objects are flattened; null when they are left as they are. */
    public @Nullable FlattenRules flatten() {
        return flattens ? rules : null;
    }

    /** Whether a topic is, or would be, one of its. */
    public boolean reads(String topic) {
        return pattern == null ? topics.contains(topic) : pattern.matcher(topic).matches();
    }

    FlattenRules rules() {
        return rules;
    }

    boolean flattens() {
        return flattens;
    }

    Migration migration() {
        return migration;
    }

    @Nullable
    EventTime time() {
        return time;
    }

    @Nullable
    Expression key() {
        return key;
    }

    OnBroken onBroken() {
        return onBroken;
    }

    /**
     * Adds its source {@code firn-json-NAME-source} and its processor {@code firn-json-NAME}.
     *
     * @param processor named in bad rows
     * @param listener told what becomes of the records
     * @return its objects, and bad rows
     */
    public KStream<byte[], Item> addTo(StreamsBuilder builder, BadRow.Processor processor, JsonInputListener listener) {
        requireNonNull(processor, "processor");
        requireNonNull(listener, "listener");
        Consumed<byte[], byte[]> how = Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withTimestampExtractor(new RecordTimestamps.Lenient())
                .withName(node() + "-source");
        KStream<byte[], byte[]> records = pattern != null ? builder.stream(pattern, how) : builder.stream(topics, how);
        JsonRecords reader = new JsonRecords(this, processor, listener);
        return records.process(() -> new JsonProcessor(reader), Named.as(node()));
    }

    /** What the names of its nodes begin with. */
    public String node() {
        return "firn-json-" + name;
    }

    @Override
    public String toString() {
        return "JsonInput[" + name + " of " + (pattern != null ? pattern : topics) + ']';
    }
}
