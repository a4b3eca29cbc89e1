package dev.firn.topology.dedup;

import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.dedup.DeduplicationListener.Fate;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The step alone in Kafka's test driver: items in, items out. */
final class DedupRun implements AutoCloseable {

    static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long HOUR = 60 * MINUTE;

    private final TopologyTestDriver driver;
    final Counts<Fate> counts = new Counts<>(Fate.class);
    private long offset;

    DedupRun(Deduplication policy) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "dedup-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none.invalid:9092");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver =
                new TopologyTestDriver(topology(policy.withListener(counts::add)), config, Instant.ofEpochMilli(START));
    }

    static Topology topology(Deduplication policy) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], Item> items = builder.stream(
                "in", Consumed.with(Serdes.ByteArray(), new ItemSerde()).withName("source"));
        policy.addTo(builder, items, (ended, stage, kinds) -> ended.to(stage, written(stage)))
                .to("out", written("out"));
        return builder.build();
    }

    private static Produced<byte[], Item> written(String name) {
        return Produced.<byte[], Item>as("sink-" + name)
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(new ItemSerde());
    }

    /** A good event, each of another record of the input. */
    void send(@Nullable String id, @Nullable String fingerprint, long timestamp) {
        send(new Item.Event(StreamId.GOOD, new Origin("raw", 3, offset++, 0), event(id, fingerprint)), timestamp);
    }

    void send(Item item, long timestamp) {
        driver.createInputTopic("in", new ByteArraySerializer(), new ItemSerde().serializer())
                .pipeInput(new TestRecord<>(new byte[0], item, Instant.ofEpochMilli(timestamp)));
    }

    static EnrichedEvent event(@Nullable String id, @Nullable String fingerprint) {
        return EnrichedEvent.builder()
                .set(AtomicField.EVENT_ID, id)
                .set(AtomicField.EVENT_FINGERPRINT, fingerprint)
                .set(AtomicField.APP_ID, "shop")
                .build();
    }

    List<TestRecord<byte[], Item>> passed() {
        return read("out");
    }

    List<TestRecord<byte[], Item>> read(String topic) {
        return driver.producedTopicNames().contains(topic)
                ? driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ItemSerde().deserializer())
                        .readRecordsToList()
                : List.of();
    }

    WindowStore<byte[], byte[]> store() {
        return driver.getWindowStore("firn-dedup");
    }

    static @Nullable String id(TestRecord<byte[], Item> record) {
        return ((Item.Event) record.value()).event().text(AtomicField.EVENT_ID);
    }

    @Override
    public void close() {
        driver.close();
    }
}
