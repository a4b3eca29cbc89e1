package dev.firn.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.feature.FeatureListener.Fate;
import dev.firn.topology.feature.Wait;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Joins across partitions that do not fit each other, over a stop in the middle that loses all local state. */
@Tag("long")
class FeatureJoinOnABrokerTest {

    private static final String APPLICATION = "feature-join";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Users from this on have no feature before the stop. */
    private static final int UNKNOWN = 30;

    private static final int USERS = 40;
    private static final int ROUND = 400;

    private final Counts<Fate> counts = new Counts<>(Fate.class);
    private final long start = System.currentTimeMillis();
    private int sent;

    @Test
    void everyEventComesOutOnceWithTheFeatureOfItsTime(@TempDir Path folder) {
        try (InProcessBroker broker = Brokers.start();
                KafkaProducer<byte[], byte[]> producer = producer(broker);
                Offsets offsets = new Offsets(broker.bootstrapServers());
                TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            // given three sets of partitions that differ
            broker.createTopic("items", 3);
            broker.createTopic("users", 5);
            broker.createTopic("shops", 2);
            broker.createTopic("out", 4);
            features(producer, 0, UNKNOWN, 1);
            producer.send(new ProducerRecord<>("shops", bytes("shop"), bytes("{\"country\":\"kr\"}")));
            producer.send(new ProducerRecord<>("shops", bytes("shop"), bytes("no feature")));
            producer.send(new ProducerRecord<>("shops", bytes("shop"), bytes("{\"country\":\"jp\"}")));
            events(producer);

            // when features change between two rounds of events
            int known = ROUND * UNKNOWN / USERS;
            try (KafkaStreams first = run(broker, folder.resolve("first"))) {
                awaitOutput(offsets, reader, known);
                features(producer, 0, UNKNOWN, 2);
                for (int partition = 0; partition < 5; partition++) {
                    producer.send(new ProducerRecord<>("users", partition, start + sent, bytes("lost"), bytes("{}")));
                }
                producer.flush();
                Await.until("features", LIMIT, () -> offsets.reached(APPLICATION, offsets.ends(List.of("users"))));
                events(producer);
                awaitOutput(offsets, reader, 2 * known);
                stop(first);
            }
            // and when those that others wait for come while nobody runs
            features(producer, UNKNOWN, USERS, 3);
            events(producer);
            try (KafkaStreams second = run(broker, folder.resolve("second"))) {
                awaitOutput(offsets, reader, 3 * ROUND);
                stop(second);
            }

            // then
            List<Item.Event> out = out(reader);
            assertThat(out.stream().map(FeatureJoinOnABrokerTest::number))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, sent).boxed().toList());
            Map<Integer, List<Integer>> byUser = new TreeMap<>();
            for (Item.Event event : out) {
                int number = number(event);
                int user = number % USERS;
                assertThat(contexts(event))
                        .as("event " + number)
                        .containsExactly(
                                Map.entry("shop", "{\"country\":\"jp\"}"),
                                Map.entry("user", feature(user, version(number))));
                byUser.computeIfAbsent(user, none -> new ArrayList<>()).add(number);
            }
            assertThat(byUser.values())
                    .allSatisfy(numbers -> assertThat(numbers).isSorted());
            assertThat(counts.of(Fate.WAITED_THEN_JOINED)).isGreaterThanOrEqualTo(2 * (ROUND - known));
            assertThat(counts.of(Fate.MISSING)).isZero();
            assertThat(counts.of(Fate.MISPLACED)).isEqualTo(4);
        }
    }

    /** Rounds are 0, 1, 2. */
    private static int version(int number) {
        int user = number % USERS;
        return user >= UNKNOWN ? 3 : number < ROUND ? 1 : 2;
    }

    private static String feature(int user, int version) {
        return "{\"user\":" + user + ",\"version\":" + version + "}";
    }

    private void features(KafkaProducer<byte[], byte[]> producer, int from, int to, int version) {
        for (int user = from; user < to; user++) {
            producer.send(new ProducerRecord<>(
                    "users", null, start + sent, bytes("user-" + user), bytes(feature(user, version))));
        }
        producer.flush();
    }

    /** All of a user through one partition. */
    private void events(KafkaProducer<byte[], byte[]> producer) {
        ItemSerde serde = new ItemSerde();
        for (int i = 0; i < ROUND; i++) {
            int number = sent++;
            int user = number % USERS;
            EnrichedEvent event = EnrichedEvent.builder()
                    .set(AtomicField.EVENT_ID, new UUID(0, number).toString())
                    .set(AtomicField.APP_ID, "shop")
                    .set(AtomicField.USER_ID, "user-" + user)
                    .set(AtomicField.COLLECTOR_TSTAMP, start + number)
                    .set(AtomicField.V_COLLECTOR, "test")
                    .set(AtomicField.V_ETL, "test")
                    .build();
            Item item = new Item.Event(StreamId.GOOD, new Origin("raw", user % 3, number, 0), event);
            producer.send(new ProducerRecord<>(
                    "items", user % 3, start + number, null, serde.serializer().serialize("items", item)));
        }
        producer.flush();
    }

    private KafkaStreams run(InProcessBroker broker, Path folder) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        KStream<byte[], Item> items = builder.stream(
                "items", Consumed.with(Serdes.ByteArray(), new ItemSerde()).withName("items"));
        items = FeatureJoin.of("shops")
                .key("app_id")
                .context("iglu:com.acme/shop/jsonschema/1-0-0")
                .global()
                .listener(counts::add)
                .addTo(builder, items, (leaving, stage, kinds) -> {});
        items = FeatureJoin.of("users")
                .key("user_id")
                .context("iglu:com.acme/user/jsonschema/1-0-0")
                .partitioned()
                .waiting(Wait.upTo(Duration.ofHours(1)))
                .listener(counts::add)
                .addTo(builder, items, (leaving, stage, kinds) -> {});
        items.to("out", Produced.with(Serdes.ByteArray(), new ItemSerde()).withName("out"));
        KafkaStreams streams = new KafkaStreams(builder.build(), config);
        streams.start();
        return streams;
    }

    private static void stop(KafkaStreams streams) {
        assertThat(streams.state().hasStartedOrFinishedShuttingDown()).isFalse();
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(LIMIT));
    }

    private static void awaitOutput(Offsets offsets, TopicReader reader, int count) {
        Await.until(
                count + " events",
                LIMIT,
                // Transactions leave marks, so there are always fewer records than offsets.
                () -> Offsets.sum(offsets.stableEnds(List.of("out"))) > count
                        && out(reader).size() >= count,
                () -> out(reader).size() + " are there");
    }

    private static List<Item.Event> out(TopicReader reader) {
        List<Item.Event> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.readAll("out")) {
            events.add((Item.Event) new ItemSerde().deserializer().deserialize("out", record.value()));
        }
        return events;
    }

    private static int number(Item.Event item) {
        return (int) UUID.fromString(item.event().text(AtomicField.EVENT_ID)).getLeastSignificantBits();
    }

    /** Name of the schema, and data. */
    private static Map<String, String> contexts(Item.Event item) {
        Map<String, String> contexts = new TreeMap<>();
        @Nullable JsonNode column = item.event().json(AtomicField.DERIVED_CONTEXTS);
        assertThat(column).isNotNull();
        column.path("data")
                .forEach(context -> contexts.put(
                        context.path("schema").asText().split("/")[1],
                        context.path("data").toString()));
        return contexts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static KafkaProducer<byte[], byte[]> producer(InProcessBroker broker) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
