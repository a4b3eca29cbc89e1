package dev.firn.topology.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.Outlets;
import dev.firn.topology.flow.StreamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Joins in Kafka's test driver: items in, items out. Times are seconds after a start. */
final class FeatureRun implements AutoCloseable {

    static final String FEATURES = "features";
    static final String SCHEMA = "iglu:com.acme/user_features/jsonschema/1-0-0";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final TopologyTestDriver driver;
    private final Path folder;
    private long offset;

    FeatureRun(FeatureJoin... joins) {
        try {
            folder = Files.createTempDirectory("feature-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Properties config = config();
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(topology(joins), config, START);
    }

    static FeatureJoin join() {
        return FeatureJoin.of("users").topic(FEATURES).key("user_id").context(SCHEMA);
    }

    static Properties config() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "feature-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none.invalid:9092");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return config;
    }

    static Topology topology(FeatureJoin... joins) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config())));
        KStream<byte[], Item> items = builder.stream(
                "items", Consumed.with(Serdes.ByteArray(), new ItemSerde()).withName("items"));
        Outlets outlets = (leaving, stage, kinds) -> write(
                leaving.filter(
                        (key, item) -> {
                            if (!kinds.contains(item.stream().kind())) {
                                throw new IllegalStateException("not announced: " + item);
                            }
                            return true;
                        },
                        Named.as("firn-" + stage + "-outputs")),
                "left",
                "firn-" + stage + "-left");
        for (FeatureJoin join : joins) {
            items = join.addTo(builder, items, outlets);
        }
        write(items, "out", "out");
        return builder.build();
    }

    private static void write(KStream<byte[], Item> items, String topic, String name) {
        items.to(topic, Produced.with(Serdes.ByteArray(), new ItemSerde()).withName(name));
    }

    /** An event of that user; its number is its {@code event_id}. */
    void event(int number, @Nullable String user, double seconds) {
        item(new Item.Event(StreamId.GOOD, place(), event(number, user)), seconds);
    }

    static EnrichedEvent event(int number, @Nullable String user) {
        return EnrichedEvent.builder()
                .set(AtomicField.EVENT_ID, new UUID(0, number).toString())
                .set(AtomicField.COLLECTOR_TSTAMP, START.toEpochMilli())
                .set(AtomicField.V_COLLECTOR, "test")
                .set(AtomicField.V_ETL, "test")
                .set(AtomicField.USER_ID, user)
                .build();
    }

    Origin place() {
        return new Origin("in", 3, offset++, 0);
    }

    void item(Item item, double seconds) {
        item(new TestRecord<>(null, item, at(seconds)));
    }

    void item(TestRecord<byte[], Item> record) {
        driver.createInputTopic("items", new ByteArraySerializer(), new ItemSerde().serializer())
                .pipeInput(record);
    }

    void feature(@Nullable String key, @Nullable String json, double seconds) {
        driver.createInputTopic(FEATURES, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(
                        key == null ? null : key.getBytes(UTF_8),
                        json == null ? null : json.getBytes(UTF_8),
                        at(seconds)));
    }

    void clock(Duration passes) {
        driver.advanceWallClockTime(passes);
    }

    static Instant at(double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    List<TestRecord<byte[], Item>> read(String topic) {
        return driver.producedTopicNames().contains(topic)
                ? driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ItemSerde().deserializer())
                        .readRecordsToList()
                : List.of();
    }

    /** What came out since the last call: {@code number feature}, without the feature when there is none. */
    List<String> events() {
        return read("out").stream().map(record -> text(record.value())).toList();
    }

    static String text(Item item) {
        EnrichedEvent event = ((Item.Event) item).event();
        long number = UUID.fromString(event.text(AtomicField.EVENT_ID)).getLeastSignificantBits();
        JsonNode contexts = (JsonNode) event.value(AtomicField.DERIVED_CONTEXTS);
        if (contexts == null) {
            return String.valueOf(number);
        }
        JsonNode context = contexts.path("data").path(0);
        return number + " " + JsonText.write(context.path("data"));
    }

    static ObjectNode object(String json) {
        return JsonText.parse(json).fold(node -> (ObjectNode) node, message -> {
            throw new IllegalArgumentException(message);
        });
    }

    @Override
    public void close() {
        driver.close();
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
