package dev.firn.topology.dedup;

import static dev.firn.serdes.event.AtomicField.EVENT_FINGERPRINT;
import static dev.firn.serdes.event.AtomicField.EVENT_ID;
import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.spi.Derivation;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import dev.firn.topology.flow.Outlets;
import dev.firn.topology.flow.Step;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The step that lets each event through once.
 *
 * <pre>{@code
 * Deduplication.within(Duration.ofDays(7))
 *         .naturalDuplicates(NaturalDuplicates.DIVERT)
 *         .syntheticDuplicates(SyntheticDuplicates.KEEP_WITH_NEW_ID)
 * }</pre>
 *
 * <p>Two good events are compared when their ids are equal and their times, the timestamps of their records, lie no further
 * apart than the window, whichever came first. Equal fingerprints make the later one <em>in the order of the partition</em>
 * a natural duplicate, others a synthetic one; no fingerprint equals no fingerprint. Natural duplicates do not prolong the
 * memory of the first. All that is not a good event passes untouched, good events without an id too.
 *
 * <p>Immutable.
 *
 * @param name of this memory: of its nodes ({@code firn-NAME}), its store ({@code firn-NAME}, changelog {@code
 *     APPLICATION-firn-NAME-changelog}) and the topic between ({@code APPLICATION-firn-NAME-repartition})
 * @param window how far apart two events may lie and still be duplicates; one minute to 400 days
 * @param lateness how far behind the newest one an event may lie and still be judged for sure. It is checked beyond that,
 *     too, as far as memory reaches: what is found is a duplicate, what is not passes, and is counted as too late
 * @param scope where copies of an event are looked for
 * @param naturalDuplicates what becomes of copies
 * @param syntheticDuplicates what becomes of other events with a known id
 * @param partitions of the topic between, for {@link Scope#ACROSS_PARTITIONS}; 0 for as many as the input has. Cannot be
 *     changed later without a reset: ids would be looked for in other partitions than they were remembered in
 * @param listener told of every judgement
 */
public record Deduplication(
        String name,
        Duration window,
        Duration lateness,
        Scope scope,
        NaturalDuplicates naturalDuplicates,
        SyntheticDuplicates syntheticDuplicates,
        int partitions,
        DeduplicationListener listener)
        implements Step {

    /** Where copies of an event are looked for. */
    public enum Scope {
        /** Everywhere: events go through a topic that is partitioned by event id, which costs a trip through the broker. */
        ACROSS_PARTITIONS,
        /** In the input partition of the event: for collectors that choose partitions by what stays the same in a resend. */
        WITHIN_PARTITION
    }

    private static final Set<StreamId.Kind> ENDING_BEFORE =
            EnumSet.of(StreamId.Kind.RAW, StreamId.Kind.INCOMPLETE, StreamId.Kind.BAD, StreamId.Kind.PII);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration USUAL_LATENESS = Duration.ofDays(1);

    public Deduplication {
        StreamId.checkName(name);
        requireNonNull(scope, "scope");
        requireNonNull(naturalDuplicates, "naturalDuplicates");
        requireNonNull(syntheticDuplicates, "syntheticDuplicates");
        requireNonNull(listener, "listener");
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("window = " + window + ", expected one minute to 400 days");
        }
        if (lateness.isNegative() || lateness.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("lateness = " + lateness + ", expected up to 400 days");
        }
        if (partitions < 0) {
            throw new IllegalArgumentException("partitions = " + partitions + ", expected 0 or more");
        }
    }

    /**
     * Across partitions; natural duplicates dropped, synthetic ones kept under a new id; with a lateness of one day, or of
     * the window when that is shorter.
     */
    public static Deduplication within(Duration window) {
        return new Deduplication(
                "dedup",
                window,
                window.compareTo(USUAL_LATENESS) < 0 ? window : USUAL_LATENESS,
                Scope.ACROSS_PARTITIONS,
                NaturalDuplicates.DROP,
                SyntheticDuplicates.KEEP_WITH_NEW_ID,
                0,
                DeduplicationListener.NONE);
    }

    /** Another name is another, empty memory: what a changed window, lateness or number of partitions needs. */
    public Deduplication named(String value) {
        return new Deduplication(
                value, window, lateness, scope, naturalDuplicates, syntheticDuplicates, partitions, listener);
    }

    public Deduplication withLateness(Duration value) {
        return new Deduplication(
                name, window, value, scope, naturalDuplicates, syntheticDuplicates, partitions, listener);
    }

    public Deduplication acrossPartitions() {
        return in(Scope.ACROSS_PARTITIONS);
    }

    public Deduplication withinPartition() {
        return in(Scope.WITHIN_PARTITION);
    }

    public Deduplication in(Scope value) {
        return new Deduplication(
                name, window, lateness, value, naturalDuplicates, syntheticDuplicates, partitions, listener);
    }

    public Deduplication naturalDuplicates(NaturalDuplicates value) {
        return new Deduplication(name, window, lateness, scope, value, syntheticDuplicates, partitions, listener);
    }

    public Deduplication syntheticDuplicates(SyntheticDuplicates value) {
        return new Deduplication(name, window, lateness, scope, naturalDuplicates, value, partitions, listener);
    }

    public Deduplication withPartitions(int value) {
        return new Deduplication(
                name, window, lateness, scope, naturalDuplicates, syntheticDuplicates, value, listener);
    }

    public Deduplication withListener(DeduplicationListener value) {
        return new Deduplication(
                name, window, lateness, scope, naturalDuplicates, syntheticDuplicates, partitions, value);
    }

    /** Whether any duplicate is diverted, so that an output of the {@code duplicates} stream has something to write. */
    public boolean diverts() {
        return naturalDuplicates == NaturalDuplicates.DIVERT || syntheticDuplicates == SyntheticDuplicates.DIVERT;
    }

    String storeName() {
        return "firn-" + name;
    }

    MemorySpan span() {
        return MemorySpan.of(window, lateness);
    }

    @Override
    public KStream<byte[], Item> addTo(StreamsBuilder builder, KStream<byte[], Item> items, Outlets outlets) {
        KStream<byte[], Item> judged = (scope == Scope.ACROSS_PARTITIONS ? byEventId(items, outlets) : items)
                .process(new Supplier(this), Named.as(storeName()));
        if (!diverts()) {
            return judged;
        }
        outlets.write(
                judged.filter((key, item) -> isDuplicate(item), Named.as(storeName() + "-diverted")),
                name,
                EnumSet.of(StreamId.Kind.DUPLICATES));
        return judged.filterNot((key, item) -> isDuplicate(item), Named.as(storeName() + "-passed"));
    }

    @Override
    public List<Derivation> derivations() {
        if (syntheticDuplicates != SyntheticDuplicates.KEEP_WITH_NEW_ID) {
            return List.of();
        }
        return List.of(Derivation.of(EventPart.column(EVENT_ID), EventPart.derivedContexts(Renamed.SCHEMA))
                .from(EventPart.columns(EVENT_ID, EVENT_FINGERPRINT)));
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("window", window.toString());
        facts.put("lateness", lateness.toString());
        facts.put("scope", text(scope));
        facts.put("natural-duplicates", text(naturalDuplicates));
        facts.put("synthetic-duplicates", text(syntheticDuplicates));
        return facts;
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isDuplicate(Item item) {
        return item.stream().equals(StreamId.DUPLICATES);
    }

    /** What no later step looks at leaves here, so that only the rest makes the trip through the topic. */
    private KStream<byte[], Item> byEventId(KStream<byte[], Item> items, Outlets outlets) {
        outlets.write(
                items.filter((key, item) -> endsBefore(item), Named.as(storeName() + "-others")),
                "before-" + name,
                ENDING_BEFORE);
        Repartitioned<byte[], Item> topic = Repartitioned.<byte[], Item>as(storeName())
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(new ItemSerde());
        return items.filterNot((key, item) -> endsBefore(item), Named.as(storeName() + "-events"))
                .selectKey((key, item) -> PartitionKey.of(key, item), Named.as(storeName() + "-key"))
                .repartition(partitions == 0 ? topic : topic.withNumberOfPartitions(partitions));
    }

    private static boolean endsBefore(Item item) {
        return ENDING_BEFORE.contains(item.stream().kind());
    }

    /** The processor with its store. */
    private record Supplier(Deduplication policy) implements ProcessorSupplier<byte[], Item, byte[], Item> {

        @Override
        public Processor<byte[], Item, byte[], Item> get() {
            return new DeduplicationProcessor(policy);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(DeduplicationStore.builder(policy.storeName(), policy.span()));
        }
    }
}
