package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.command.ExitCode;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.DecodedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.test.Payload;
import dev.firn.topology.test.Payloads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a real broker shows: limits, timestamps, partitions, headers, and a stop under load. */
@Tag("long")
class RealBrokerTest {

    /** Less than an event may have, more than its ordinary ones do. */
    private static final int LIMIT = 100_000;

    private static final UUID FIRST = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID FUTURE = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final UUID PAST = UUID.fromString("00000000-0000-4000-8000-000000000003");
    private static final UUID LAST = UUID.fromString("00000000-0000-4000-8000-000000000004");

    private static InProcessBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = Brokers.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** A record that a broker refuses would abort its transaction and come back with the replay, for ever. */
    @ParameterizedTest
    @CsvSource({"topic, 1048576", "producer, " + LIMIT})
    void turnsWhatIsTooLargeIntoSizeViolationsAndGoesOn(String whoLimits, String maxRequestSize, @TempDir Path folder) {
        // given
        Deployment deployment = Deployment.of("limited-by-" + whoLimits, folder, broker.bootstrapServers())
                .with("kafka.producer.\"max.request.size\"", maxRequestSize);
        Map<String, String> limit =
                whoLimits.equals("topic") ? Map.of("max.message.bytes", String.valueOf(LIMIT)) : Map.of();
        broker.createTopic(deployment.raw(), 1);
        broker.createTopic(deployment.good(), Brokers.PARTITIONS, limit);
        broker.createTopic(deployment.bad(), Brokers.PARTITIONS, limit);
        String large = incompressible(LIMIT);
        List<Payload> payloads = List.of(
                Payloads.pageView("https://shop.example/first").eventId(FIRST),
                Payloads.selfDescribing(
                        "iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1",
                        "{\"targetUrl\": \"https://shop.example\", \"elementContent\": \"" + large + "\"}"),
                Payloads.selfDescribing("iglu:com.acme/unknown/jsonschema/1-0-0", "{\"text\": \"" + large + "\"}"),
                Payloads.bytes(large.getBytes(StandardCharsets.US_ASCII)),
                Payloads.pageView("https://shop.example/last").eventId(LAST));

        // when
        Output output = process(deployment, payloads);

        // then
        assertThat(output.good.keySet()).containsExactlyInAnyOrder(FIRST.toString(), LAST.toString());
        assertThat(output.bad)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.path("schema").asText())
                        .isEqualTo("iglu:com.snowplowanalytics.snowplow.badrows/size_violation/jsonschema/1-0-0"))
                .allSatisfy(row -> assertThat(row.path("data")
                                .path("failure")
                                .path("actualSizeBytes")
                                .asInt())
                        .isGreaterThan(LIMIT));
        assertThat(output.log).doesNotContain("stream thread died").doesNotContain("RecordTooLarge");
    }

    /** A broker refuses, by default, timestamps that lie more than an hour ahead. */
    @Test
    void keepsCollectorTimestampsThatTheBrokerWouldRefuseOutOfTheRecord(@TempDir Path folder) {
        // given
        Deployment deployment = Deployment.of("times", folder, broker.bootstrapServers());
        Brokers.createTopics(broker, deployment);
        Instant collected = Instant.now().minusSeconds(3600);
        Instant future = Instant.parse("2100-01-01T00:00:00Z");
        Instant past = Instant.ofEpochMilli(-86_400_000);
        long before = System.currentTimeMillis();

        // when
        Output output = process(
                deployment,
                List.of(
                        Payloads.pageView("https://shop.example/1")
                                .eventId(FIRST)
                                .timestamp(collected),
                        Payloads.pageView("https://shop.example/2")
                                .eventId(FUTURE)
                                .timestamp(future),
                        Payloads.pageView("https://shop.example/3")
                                .eventId(PAST)
                                .timestamp(past),
                        Payloads.bytes(new byte[] {1, 2, 3}),
                        Payloads.pageView("https://shop.example/4").eventId(LAST)));

        // then
        assertThat(output.good.keySet())
                .contains(FIRST.toString(), FUTURE.toString(), LAST.toString())
                .contains(PAST.toString());
        assertThat(output.good.get(FIRST.toString()).timestamp()).isEqualTo(collected.toEpochMilli());
        for (UUID refused : List.of(FUTURE, PAST)) {
            assertThat(output.good.get(refused.toString()).timestamp())
                    .as("that of the input record")
                    .isBetween(before, System.currentTimeMillis());
        }
        assertThat(output.good.get(FUTURE.toString()))
                .satisfies(record ->
                        assertThat(event(record).text(AtomicField.EVENT_ID)).isEqualTo(FUTURE.toString()));
        assertThat(output.bad).hasSize(1);
        assertThat(output.log).doesNotContain("stream thread died");
    }

    @Test
    void keysAndLabelsRecordsAsAnyProducerWould(@TempDir Path folder) throws Exception {
        // given
        Deployment deployment = Deployment.of("keys", folder, broker.bootstrapServers());
        Brokers.createTopics(broker, deployment);
        broker.createTopic("keys-plain", Brokers.PARTITIONS);
        List<String> users = List.of("anna", "bert", "cäsar", "dora", "emil", "frida", "gustav", "hanna");
        List<Payload> payloads = users.stream()
                .<Payload>map(user -> Payloads.pageView("https://shop.example")
                        .domainUserId(user)
                        .appId("shop"))
                .toList();

        // when
        Output output = process(deployment, payloads);

        // then
        assertThat(output.good).hasSize(users.size());
        try (KafkaProducer<byte[], byte[]> plain = producer()) {
            for (ConsumerRecord<byte[], byte[]> record : output.good.values()) {
                assertThat(new String(record.key(), StandardCharsets.UTF_8))
                        .isEqualTo(event(record).text(AtomicField.DOMAIN_USERID));
                assertThat(record.partition()).isEqualTo(partitionOf(plain, "keys-plain", record.key()));
                assertThat(headers(record)).isEqualTo(Map.of("app_id", "shop", "event_name", "page_view"));
            }
        }
        assertThat(output.good.values().stream().map(ConsumerRecord::partition).distinct())
                .as("partitions in use")
                .hasSizeGreaterThan(1);
    }

    @Test
    void stopsUnderLoadInTimeAndLosesNothing(@TempDir Path folder) {
        // given
        Deployment deployment = Deployment.of("stop", folder, broker.bootstrapServers())
                .with("shutdown.timeout", "30 seconds")
                // As brokers and clients have it by default: only a member that leaves is replaced sooner.
                .with("kafka.consumer.\"session.timeout.ms\"", "45000");
        Brokers.createTopics(broker, deployment);
        List<String> outputs = List.of(deployment.good(), deployment.bad());
        Verdict verdict;
        try (Load load = new Load(deployment.servers(), deployment.raw(), Brokers.PARTITIONS, 11);
                Offsets offsets = new Offsets(deployment.servers());
                FirnProcess first = deployment.start("first")) {
            load.start(150);
            first.awaitReady();
            assertThat(first.probe("/health/live")).isEqualTo(200);
            assertThat(first.probe("/health/startup")).isEqualTo(200);
            Await.until(
                    "work", FirnProcess.START_LIMIT, () -> Offsets.sum(offsets.stableEnds(outputs)) > 300, first::tail);

            // when
            first.terminate();
            long asked = System.nanoTime();
            boolean stopping = false;
            while (first.isAlive()) {
                boolean ready = first.probe("/health/ready") == 200;
                assertThat(ready && stopping).as("ready again while it stops").isFalse();
                stopping |= !ready;
            }

            // then
            assertThat(first.exitCode(Duration.ZERO)).as(first.tail()).isEqualTo(ExitCode.OK);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(30));

            // when another takes over
            try (FirnProcess second = deployment.start("second")) {
                assertThat(second.awaitReady()).isLessThan(Duration.ofSeconds(40));
                long records = load.stop();
                awaitEnd(offsets, deployment, second);
                second.terminate();
                assertThat(second.exitCode(FirnProcess.START_LIMIT)).isEqualTo(ExitCode.OK);
                verdict = new Judgement(deployment).verdict(records);
            }
        }

        // then
        assertThat(verdict.exactlyOnce()).as(verdict.toString()).isTrue();
        new Judgement(deployment).assertWritable();
    }

    /**
     * What came of some payloads.
     *
     * @param good by event id
     */
    private record Output(Map<String, ConsumerRecord<byte[], byte[]>> good, List<JsonNode> bad, String log) {}

    /** Runs an instance until it has committed them all. */
    private static Output process(Deployment deployment, List<Payload> payloads) {
        try (Load load = new Load(deployment.servers(), deployment.raw(), 1, 0);
                Offsets offsets = new Offsets(deployment.servers());
                TopicReader reader = new TopicReader(deployment.servers());
                FirnProcess instance = deployment.start("instance")) {
            payloads.forEach(payload -> load.send(payload.toBytes(Instant.now())));
            awaitEnd(offsets, deployment, instance);
            instance.terminate();
            assertThat(instance.exitCode(FirnProcess.START_LIMIT))
                    .as(instance.tail())
                    .isZero();
            new Judgement(deployment).awaitTransactionsEnd();
            Map<String, ConsumerRecord<byte[], byte[]>> good = new HashMap<>();
            reader.forEach(deployment.good(), record -> good.put(event(record).text(AtomicField.EVENT_ID), record));
            List<JsonNode> bad = reader.readAll(deployment.bad()).stream()
                    .map(record -> ((ParsedJson.Json) JsonText.parse(record.value())).node())
                    .toList();
            return new Output(good, bad, instance.err());
        }
    }

    private static void awaitEnd(Offsets offsets, Deployment deployment, FirnProcess instance) {
        Map<TopicPartition, Long> ends = offsets.ends(List.of(deployment.raw()));
        Await.until(
                "end of the input",
                FirnProcess.START_LIMIT,
                () -> offsets.reached(deployment.name(), ends),
                () -> offsets.committed(deployment.name()) + " of " + ends + "; " + instance.tail());
    }

    private static EnrichedEvent event(ConsumerRecord<byte[], byte[]> record) {
        return ((DecodedEvent.Event) EnrichedTsv.decode(record.value())).event();
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static String incompressible(int length) {
        return new Random(1)
                .ints('0', 'z' + 1)
                .filter(Character::isLetterOrDigit)
                .limit(length)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static int partitionOf(KafkaProducer<byte[], byte[]> producer, String topic, byte[] key)
            throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(topic, key, new byte[0]))
                .get()
                .partition();
    }
}
