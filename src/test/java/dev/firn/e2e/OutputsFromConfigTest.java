package dev.firn.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.command.ExitCode;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.test.Payload;
import dev.firn.topology.test.Payloads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a configuration with outputs and state, run as it is, killed, and started again. */
@Tag("long")
class OutputsFromConfigTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Instant NOW = Instant.now();
    private static final int USERS = 40;
    private static final int EVENTS = 400;
    private static final int COPIES = 100;
    private static final int PUSHES = 30;

    @TempDir
    private static Path folder;

    private static InProcessBroker broker;
    private static Path config;

    @BeforeAll
    static void start() throws IOException {
        broker = Brokers.start();
        Stream.of(
                        "collector-good",
                        "enriched",
                        "bad",
                        "events-sample",
                        "attribution-pushes",
                        "attribution-flat",
                        "duplicates")
                .forEach(topic -> broker.createTopic(topic, Brokers.PARTITIONS));
        broker.createTopic("user-features", Brokers.PARTITIONS, Map.of("cleanup.policy", "compact"));
        config = folder.resolve("outputs.conf");
        try (InputStream example =
                Objects.requireNonNull(ExitCode.class.getResourceAsStream("/dev/firn/app/examples/outputs.conf"))) {
            Files.copy(example, config);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void writesEveryOutputOnceOverAKill() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer();
                TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            // given
            for (int user = 0; user < USERS; user++) {
                // Older than the events: what is at hand is read in the order of time.
                producer.send(new ProducerRecord<>(
                        "user-features",
                        null,
                        NOW.minusSeconds(60).toEpochMilli(),
                        ("user-" + user).getBytes(UTF_8),
                        ("{\"level\":" + user + "}").getBytes(UTF_8)));
            }
            sendEvents(producer, 0, EVENTS / 2);
            sendPushes(producer, 0, PUSHES / 2);

            // when
            try (FirnProcess first = run("first")) {
                first.awaitReady();
                await(reader, "enriched", EVENTS / 2);
                sendEvents(producer, EVENTS / 2, EVENTS);
                first.kill();
            }
            sendEvents(producer, 0, COPIES);
            sendPushes(producer, PUSHES / 2, PUSHES);
            try (FirnProcess second = run("second")) {
                await(reader, "enriched", EVENTS);
                await(reader, "duplicates", COPIES);
                await(reader, "attribution-flat", 2 * PUSHES);
                await(reader, "events.shop", EVENTS / 2);
                await(reader, "events.blog", EVENTS / 2);

                // then
                assertThat(second.err()).contains("output: name=page-views source=good topic=events.{app_id}");
                second.terminate();
                assertThat(second.exitCode(Duration.ofSeconds(60)))
                        .as(second.tail())
                        .isEqualTo(ExitCode.OK);
            }
            assertThat(reader.readAll("bad")).isEmpty();
            assertThat(ids(reader, "enriched")).hasSize(EVENTS).doesNotHaveDuplicates();
            assertThat(ids(reader, "duplicates")).hasSize(COPIES).doesNotHaveDuplicates();
            assertThat(reader.readAll("attribution-flat")).hasSize(2 * PUSHES).allSatisfy(record -> assertThat(
                            json(record).path("event_value_id").isIntegralNumber())
                    .isTrue());
            flatEvents(reader.readAll("events.shop"), "shop");
            flatEvents(reader.readAll("events.blog"), "blog");
            sample(reader.readAll("events-sample"));
        }
    }

    @Test
    void printsATableOfTheOutputs() {
        FirnProcess lint = FirnProcess.start(
                folder, "lint", environment("lint"), "lint", "--quiet", "--offline", "--config", config.toString());

        assertThat(lint.exitCode(LIMIT)).as(lint.tail()).isEqualTo(ExitCode.OK);
        assertThat(lint.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .contains(
                        "output|source|topic|format|owner|ticket",
                        "page-views|good|events.{app_id}|flat-json|Shop team|SHOP-12",
                        "attribution|json.attribution|attribution-flat|json");
        assertThat(lint.findings()).singleElement().asString().contains("event_fingerprint_config");
    }

    private static FirnProcess run(String name) {
        return FirnProcess.start(
                folder,
                name,
                environment(name),
                "run",
                "--config",
                config.toString(),
                "--enrichments",
                Deployment.enrichments().toString());
    }

    /** What differs on this machine, and quick recoveries. */
    private static Map<String, String> environment(String name) {
        return Map.of(
                "FIRN__kafka__bootstrap_servers", broker.bootstrapServers(),
                "FIRN__state__folder", folder.resolve("state-" + name).toString(),
                "FIRN__health__port", "0",
                "KAFKA_CONSUMER_SESSION_TIMEOUT_MS", "3000",
                "KAFKA_CONSUMER_HEARTBEAT_INTERVAL_MS", "500",
                "KAFKA_PRODUCER_TRANSACTION_TIMEOUT_MS", "5000");
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8)));
    }

    /** The same numbers give the same events, in other partitions than before. */
    private static void sendEvents(KafkaProducer<byte[], byte[]> producer, int from, int to) {
        for (int i = from; i < to; i++) {
            Payload payload = Payloads.pageView("https://shop.example/" + i)
                    .appId(i % 2 == 0 ? "shop" : "blog")
                    .domainUserId("user-" + i % USERS)
                    .eventId(new UUID(7, i));
            producer.send(new ProducerRecord<>("collector-good", payload.toBytes(NOW)));
        }
        producer.flush();
    }

    /** Two objects in each record, glued. */
    private static void sendPushes(KafkaProducer<byte[], byte[]> producer, int from, int to) {
        for (int i = from; i < to; i++) {
            String object = "{\"event_name\":\"view\",\"event_value\":\"{\\\"id\\\":" + i + "}\"}";
            send(producer, "attribution-pushes", "push-" + i, object + object);
        }
        producer.flush();
    }

    private static void await(TopicReader reader, String topic, int count) {
        assertThat(reader.readAtLeast(topic, count, LIMIT)).as(topic).hasSizeGreaterThanOrEqualTo(count);
    }

    private static List<String> ids(TopicReader reader, String topic) {
        return reader.readAll(topic).stream()
                .map(record -> event(record).text(AtomicField.EVENT_ID))
                .toList();
    }

    private static EnrichedEvent event(ConsumerRecord<byte[], byte[]> record) {
        return EnrichedTsv.decode(record.value()).fold(event -> event, failure -> {
            throw new AssertionError(failure.message());
        });
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        return JsonText.parse(new String(record.value(), UTF_8)).fold(json -> json, error -> {
            throw new AssertionError(new String(record.value(), UTF_8));
        });
    }

    private static void flatEvents(List<ConsumerRecord<byte[], byte[]>> records, String appId) {
        assertThat(records).hasSize(EVENTS / 2).allSatisfy(record -> {
            JsonNode event = json(record);
            String user = event.path("domain_userid").asText();
            assertThat(event.path("app_id").asText()).isEqualTo(appId);
            assertThat(event.path("pipeline").asText()).isEqualTo("shop-events");
            assertThat(event.path("page").asText()).startsWith("shop.example/");
            assertThat("user-"
                            + event.path("contexts_com_example_user_1_0_level").asText())
                    .isEqualTo(user);
            assertThat(new String(record.key(), UTF_8)).isEqualTo(user);
            assertThat(event).allSatisfy(value -> assertThat(value.isContainerNode() && !value.isEmpty())
                    .isFalse());
        });
    }

    /** All of a user, or nothing. */
    private static void sample(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Integer> perUser = new TreeMap<>();
        records.forEach(
                record -> perUser.merge(json(record).path("domain_userid").asText(), 1, Integer::sum));
        assertThat(perUser.values()).isNotEmpty().allMatch(count -> count == EVENTS / USERS);
        assertThat(perUser.size()).isLessThan(USERS / 2);
    }
}
