package dev.firn.topology.feature;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.registry.SchemaKey;
import dev.firn.topology.expression.Expression;
import dev.firn.topology.expression.Scope;
import dev.firn.topology.expression.Type;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Outlets;
import dev.firn.topology.flow.Step;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.jspecify.annotations.Nullable;

/**
 * The step that adds what another topic knows about an event's user, campaign, product or the like.
 *
 * <pre>{@code
 * FeatureJoin.of("user-features")
 *         .key("domain_userid")
 *         .context("iglu:com.acme/user_features/jsonschema/1-0-0")
 *         .partitioned()
 *         .waiting(Wait.upTo(Duration.ofSeconds(30)))
 * }</pre>
 *
 * <p>The topic is compacted; a record's value is a JSON object, the newest of a key counts, and a tombstone takes it away. A
 * record that is nothing of the kind counts as a tombstone: what it replaced will be compacted away, and state that is built
 * from the topic again must be the same. Good events get the object as a derived context, objects of JSON inputs get its
 * members. Everything else passes untouched, and so does an item whose key is missing.
 *
 * <p>Immutable.
 *
 * @param name part of the names of stores and topics, {@code firn-features-NAME}; unique among the joins
 * @param topic of the features
 * @param keys for each stream that is joined, good or a JSON input, the expression whose text is the feature's key
 * @param keyFormat what the topic's keys are
 * @param table how features are held, and which one counts
 * @param context the schema that events' features are said to have; nothing is validated against it, as the features' owner
 *     vouches for them. Needed for good events
 * @param prefix of the members that JSON objects get
 * @param fields members of the feature that are taken, with the names they get; all of them, as they are named, when empty
 * @param missing what is joined in the place of a feature that is missing; null for nothing
 * @param waiting how long items wait for a feature that is missing; null for not at all
 * @param listener told what became of the items
 */
public record FeatureJoin(
        String name,
        String topic,
        Map<StreamId, String> keys,
        KeyFormat keyFormat,
        FeatureTable table,
        @Nullable SchemaKey context,
        String prefix,
        Map<String, String> fields,
        @Nullable ObjectNode missing,
        @Nullable Wait waiting,
        FeatureListener listener)
        implements Step {

    public FeatureJoin {
        StreamId.checkName(name);
        requireNonNull(keyFormat, "keyFormat");
        requireNonNull(table, "table");
        requireNonNull(prefix, "prefix");
        requireNonNull(listener, "listener");
        if (topic.isBlank()) {
            throw new IllegalArgumentException("topic must not be blank");
        }
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        for (StreamId stream : keys.keySet()) {
            if (stream.kind() != StreamId.Kind.GOOD && stream.kind() != StreamId.Kind.JSON) {
                throw new IllegalArgumentException("keys = " + stream + ", expected good or json.NAME");
            }
        }
        if (Set.copyOf(fields.values()).size() < fields.size()) {
            throw new IllegalArgumentException("fields = " + fields + ", expected each name once");
        }
    }

    /** A partitioned table of the topic of the same name; nothing is joined where the feature is missing. */
    public static FeatureJoin of(String name) {
        return new FeatureJoin(
                name,
                name,
                Map.of(),
                KeyFormat.TEXT,
                new FeatureTable.Partitioned(),
                null,
                name.replace('-', '_') + '_',
                Map.of(),
                null,
                null,
                FeatureListener.NONE);
    }

    public FeatureJoin topic(String value) {
        return new FeatureJoin(
                name, value, keys, keyFormat, table, context, prefix, fields, missing, waiting, listener);
    }

    /** Joins good events by this expression over them. */
    public FeatureJoin key(String expression) {
        return key(StreamId.GOOD, expression);
    }

    /** Joins the objects of a JSON input by this expression over them. */
    public FeatureJoin jsonKey(String input, String expression) {
        return key(StreamId.json(input), expression);
    }

    private FeatureJoin key(StreamId stream, String expression) {
        return new FeatureJoin(
                name,
                topic,
                with(keys, stream, expression),
                keyFormat,
                table,
                context,
                prefix,
                fields,
                missing,
                waiting,
                listener);
    }

    public FeatureJoin keyFormat(KeyFormat value) {
        return new FeatureJoin(name, topic, keys, value, table, context, prefix, fields, missing, waiting, listener);
    }

    /** See {@link FeatureTable.Global}. */
    public FeatureJoin global() {
        return table(new FeatureTable.Global());
    }

    /** See {@link FeatureTable.Partitioned}. */
    public FeatureJoin partitioned() {
        return table(new FeatureTable.Partitioned());
    }

    /** See {@link FeatureTable.AsOf}. */
    public FeatureJoin asOf(Duration history, Duration grace) {
        return table(new FeatureTable.AsOf(history, grace));
    }

    public FeatureJoin table(FeatureTable value) {
        return new FeatureJoin(
                name, topic, keys, keyFormat, value, context, prefix, fields, missing, waiting, listener);
    }

    /** @throws IllegalArgumentException when it is no Iglu URI */
    public FeatureJoin context(String igluUri) {
        SchemaKey schema = SchemaKey.parse(igluUri).fold(key -> key, error -> {
            throw new IllegalArgumentException(
                    "context = " + igluUri + ", expected iglu:VENDOR/NAME/jsonschema/MODEL-REVISION-ADDITION");
        });
        return new FeatureJoin(name, topic, keys, keyFormat, table, schema, prefix, fields, missing, waiting, listener);
    }

    public FeatureJoin prefix(String value) {
        return new FeatureJoin(name, topic, keys, keyFormat, table, context, value, fields, missing, waiting, listener);
    }

    /** Takes a member of the feature under its own name. */
    public FeatureJoin field(String member) {
        return field(member, member);
    }

    /** Takes a member of the feature under another name. */
    public FeatureJoin field(String member, String as) {
        return new FeatureJoin(
                name,
                topic,
                keys,
                keyFormat,
                table,
                context,
                prefix,
                with(fields, member, as),
                missing,
                waiting,
                listener);
    }

    /** Takes this in the place of a feature that is missing. */
    public FeatureJoin orElse(@Nullable ObjectNode feature) {
        return new FeatureJoin(
                name, topic, keys, keyFormat, table, context, prefix, fields, feature, waiting, listener);
    }

    public FeatureJoin waiting(@Nullable Wait value) {
        return new FeatureJoin(name, topic, keys, keyFormat, table, context, prefix, fields, missing, value, listener);
    }

    public FeatureJoin listener(FeatureListener value) {
        return new FeatureJoin(name, topic, keys, keyFormat, table, context, prefix, fields, missing, waiting, value);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    /**
     * Adds itself.
     *
     * @throws IllegalStateException when settings do not go together
     * @throws dev.firn.topology.expression.ExpressionException when a key is no expression
     */
    @Override
    public KStream<byte[], Item> addTo(StreamsBuilder builder, KStream<byte[], Item> items, Outlets outlets) {
        check();
        FeatureGraph graph = new FeatureGraph(this);
        return table instanceof FeatureTable.Global
                ? graph.global(builder, items)
                : graph.partitioned(builder, items, outlets);
    }

    @Override
    public List<Derivation> derivations() {
        String key = keys.get(StreamId.GOOD);
        if (key == null || context == null) {
            return List.of();
        }
        Derivation derivation = Derivation.of(EventPart.derivedContexts(context))
                .when(Expression.compile(key, Scope.EVENT, Type.TEXT).reads());
        return List.of(
                fields.isEmpty()
                        ? derivation.from(EventPart.member(EventPart.ANY))
                        : derivation.from(
                                fields.keySet().stream().map(EventPart::member).toList()));
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("features", topic);
        keys.forEach((stream, key) -> facts.put("key of " + stream, key));
        facts.put("table", text(table));
        if (context != null && keys.containsKey(StreamId.GOOD)) {
            facts.put("context", context.toString());
        }
        if (keys.keySet().stream().anyMatch(stream -> stream.kind() == StreamId.Kind.JSON)) {
            facts.put("prefix", prefix);
        }
        if (!fields.isEmpty()) {
            facts.put("fields", String.join(", ", fields.keySet()));
        }
        if (waiting != null) {
            facts.put("waiting", waiting.bound().toString());
        }
        return facts;
    }

    private static String text(FeatureTable table) {
        if (table instanceof FeatureTable.AsOf asOf) {
            return "as of the event, history " + asOf.history() + ", grace " + asOf.grace();
        }
        return table instanceof FeatureTable.Global ? "global" : "partitioned";
    }

    private void check() {
        if (keys.isEmpty()) {
            throw refusal("joins nothing: call key or jsonKey");
        }
        if (keys.containsKey(StreamId.GOOD) && context == null) {
            throw refusal("joins events, but has no context to put features in: call context");
        }
        if (table instanceof FeatureTable.Global && waiting != null) {
            throw refusal("waits with a global table, which does not tell when a feature arrives:"
                    + " make it partitioned, or do not wait");
        }
    }

    private IllegalStateException refusal(String reason) {
        return new IllegalStateException("feature join '" + name + "' " + reason);
    }
}
