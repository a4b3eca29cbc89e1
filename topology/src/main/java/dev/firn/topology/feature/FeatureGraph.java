package dev.firn.topology.feature;

import dev.firn.topology.feature.WaitingProcessor.Times;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import dev.firn.topology.flow.Outlets;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** What a join adds to the topology. */
final class FeatureGraph {

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    /** No later step asks for these, so they need not travel. */
    private static final Set<StreamId.Kind> LEAVING =
            EnumSet.complementOf(EnumSet.of(StreamId.Kind.GOOD, StreamId.Kind.JSON, StreamId.Kind.JOINED));

    private final FeatureJoin join;
    private final FeatureNames names;
    private final FeatureKeys keys;
    private final Endings endings;
    private final FeatureRecords records;
    private final Placement placement = new Placement();

    FeatureGraph(FeatureJoin join) {
        this.join = join;
        this.names = new FeatureNames(join.name());
        this.keys = new FeatureKeys(join);
        this.endings = new Endings(join);
        this.records = new FeatureRecords(keys, join.listener());
    }

    KStream<byte[], Item> global(StreamsBuilder builder, KStream<byte[], Item> items) {
        String store = names.table();
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(store), BYTES, BYTES),
                join.topic(),
                source("global"),
                () -> new GlobalFeatures(records, store));
        return items.process(() -> new GlobalJoinProcessor(keys, endings, store), names.named("join"));
    }

    KStream<byte[], Item> partitioned(StreamsBuilder builder, KStream<byte[], Item> items, Outlets outlets) {
        KTable<byte[], byte[]> table = table(builder);
        // The operator of the DSL, and not only a processor with both stores, because it is what makes Streams give the
        // topic
        // in between as many partitions as the features have, and refuse to start when it cannot.
        KStream<byte[], Side> sides =
                travelled(items, outlets).leftJoin(table, Side::new, Joined.as(names.node("lookup")));
        Duration grace = grace();
        if (join.waiting() == null && grace.isZero()) {
            return sides.process(() -> new JoinProcessor(endings), names.named("join"));
        }
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(names.waiting()), Serdes.Long(), BYTES));
        KStream<byte[], Side> news = table.toStream(names.named("changes"))
                .mapValues(feature -> new Side(null, feature), names.named("news"));
        Times times = Times.of(join.waiting(), grace);
        String versions = isVersioned() ? names.table() : null;
        return sides.merge(news, names.named("meeting"))
                .process(
                        () -> new WaitingProcessor(endings, times, names.waiting(), versions),
                        names.named("join"),
                        isVersioned() ? new String[] {names.waiting(), names.table()} : new String[] {names.waiting()});
    }

    private KTable<byte[], byte[]> table(StreamsBuilder builder) {
        return builder.stream(join.topic(), source("source"))
                .processValues(() -> new FeatureReader(records, placement, join.listener()), names.named("read"))
                .toTable(names.named("table"), store());
    }

    /** From its start, whatever the application says of its other topics: a feature is valid until there is another. */
    private Consumed<byte[], byte[]> source(String node) {
        return Consumed.with(BYTES, BYTES)
                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                // A record without a timestamp must not stop the topology.
                .withTimestampExtractor(
                        (record, newest) -> record.timestamp() >= 0 ? record.timestamp() : Math.max(newest, 0))
                .withName(names.node(node));
    }

    private Materialized<byte[], byte[], KeyValueStore<Bytes, byte[]>> store() {
        Materialized<byte[], byte[], KeyValueStore<Bytes, byte[]>> store =
                join.table() instanceof FeatureTable.AsOf asOf
                        ? Materialized.as(Stores.persistentVersionedKeyValueStore(names.table(), asOf.history()))
                        : Materialized.as(Stores.persistentTimestampedKeyValueStore(names.table()));
        return store.withKeySerde(BYTES).withValueSerde(BYTES).withCachingDisabled();
    }

    private KStream<byte[], Item> travelled(KStream<byte[], Item> items, Outlets outlets) {
        outlets.write(
                items.filter((key, item) -> LEAVING.contains(item.stream().kind()), names.named("leaving")),
                names.stage(),
                LEAVING);
        return items.filterNot((key, item) -> LEAVING.contains(item.stream().kind()), names.named("staying"))
                .process(() -> new KeyProcessor(keys, endings), names.named("key"))
                .repartition(Repartitioned.<byte[], Item>as(names.table())
                        .withKeySerde(BYTES)
                        .withValueSerde(new ItemSerde())
                        .withStreamPartitioner(placement));
    }

    private boolean isVersioned() {
        return join.table() instanceof FeatureTable.AsOf;
    }

    private Duration grace() {
        return join.table() instanceof FeatureTable.AsOf asOf ? asOf.grace() : Duration.ZERO;
    }
}
