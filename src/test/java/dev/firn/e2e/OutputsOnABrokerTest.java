package dev.firn.e2e;

import static dev.firn.serdes.event.AtomicField.APP_ID;
import static dev.firn.serdes.event.AtomicField.USER_ID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.enrichments.EventPipeline;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.ClusterTopics;
import dev.firn.topology.output.Headers;
import dev.firn.topology.output.NewTopics;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.OutputListener.Fate;
import dev.firn.topology.output.Partitioning;
import dev.firn.topology.output.TopicRule;
import dev.firn.topology.output.Value;
import dev.firn.topology.test.Payloads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run with outputs of every kind on a broker that makes no topics by itself: where their records end up. */
@Tag("long")
class OutputsOnABrokerTest {

    private static final String RAW = "collected";
    private static final int PARTITIONS = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** In turn; the last is not allowed by any pattern. */
    private static final List<String> APPS = List.of("shop", "blog", "news", "late", "Ärger");

    private static final List<String> USERS = users();
    private static final Queue<Throwable> DEATHS = new ConcurrentLinkedQueue<>();
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
    private static final Counts<Fate> COUNTS = new Counts<>(Fate.class);

    @TempDir
    private static Path folder;

    private static InProcessBroker broker;
    private static TopicReader reader;
    private static List<byte[]> collected;

    @BeforeAll
    static void writeAll() {
        broker = Brokers.start();
        reader = new TopicReader(broker.bootstrapServers());
        broker.createTopic(RAW, 2);
        for (String topic : List.of("good", "bad", "by-field", "by-number", "in-turn", "backup", "plain", "kcat")) {
            broker.createTopic(topic, PARTITIONS);
        }
        broker.createTopic("known.shop", 1);
        broker.createTopic("known.news", 1, Map.of("max.message.bytes", "100000"));
        broker.createTopic("known.rest", 1);
        Instant now = Instant.now(); // brokers delete what is older than a week
        collected = IntStream.range(0, USERS.size())
                .mapToObj(i -> Payloads.pageView("https://shop.example/" + i)
                        .userId(USERS.get(i))
                        .appId(APPS.get(i % APPS.size()))
                        .toBytes(now))
                .toList();
        send(
                RAW,
                collected.stream()
                        .map(value -> new ProducerRecord<byte[], byte[]>(RAW, value))
                        .toList());
        run();
    }

    private static void run() {
        Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (ClusterTopics topics = ClusterTopics.of(clients, EnrichTopology.DEFAULT_MAX_RECORD_BYTES, LOG::add)) {
            KafkaStreams streams = new KafkaStreams(
                    EnrichTopology.builder(pipeline())
                            .input(RAW)
                            .good(Output.to("good").keyedBy(USER_ID))
                            .bad(Output.to("bad"))
                            .output(Output.to("by-field")
                                    .named("by-field")
                                    .keyedBy(AtomicField.EVENT_ID)
                                    .partitionedBy(Partitioning.byText(Value.column(USER_ID)))
                                    .withHeaders(USER_ID))
                            .output(Output.to("by-number")
                                    .named("by-number")
                                    .partitionedBy(Partitioning.byNumber("origin.offset - 3"))
                                    .withOriginHeaders())
                            .output(Output.to("in-turn")
                                    .named("in-turn")
                                    .keyless()
                                    .partitionedBy(Partitioning.roundRobin()))
                            .output(Output.routed(TopicRule.template("made.{app_id}", "made\\.[a-z]+")
                                            .creating(NewTopics.defaults()
                                                    .withPartitions(3)
                                                    .withConfig(Map.of("retention.ms", "3600000"))
                                                    .withLimit(3)))
                                    .named("made"))
                            .output(Output.routed(TopicRule.template("known.{app_id}", "known\\.[a-z]+")
                                            .fallingBackTo("known.rest"))
                                    .named("known"))
                            .output(Output.to("backup").named("backup").from(StreamId.RAW))
                            .topics(topics)
                            .outputListener(COUNTS::add)
                            .build(),
                    settings());
            streams.setUncaughtExceptionHandler(problem -> {
                DEATHS.add(problem);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            Await.until(
                    "all events", PATIENCE, () -> reader.readAll("backup").size() >= USERS.size() || !DEATHS.isEmpty());
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(PATIENCE));
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "application.id", "outputs-on-a-broker",
                "bootstrap.servers", broker.bootstrapServers(),
                "processing.guarantee", "exactly_once_v2",
                "auto.offset.reset", "earliest",
                "num.stream.threads", "2",
                "producer.transaction.timeout.ms", "60000",
                "ensure.explicit.internal.resource.naming", "true",
                "state.dir", folder.resolve("state").toString()));
        return settings;
    }

    private static EventPipeline pipeline() {
        return EventPipeline.builder(IgluClient.builder()
                        .registries(Registries.igluCentralSnapshot().stream().toList())
                        .build())
                .build();
    }

    @AfterAll
    static void stopBroker() {
        reader.close();
        broker.close();
    }

    /** Letters of one to four bytes, and lengths that end at every place of a hash's four-byte step. */
    private static List<String> users() {
        Random random = new Random(4);
        List<String> users =
                new ArrayList<>(List.of("a", "ab", "abc", "abcd", "jane@example.com", "ädä", "유저", "😀", "-"));
        while (users.size() < 300) {
            users.add(new UUID(random.nextLong(), random.nextLong()).toString().substring(random.nextInt(30)));
        }
        return users.stream().distinct().toList();
    }

    @Test
    void noThreadDiedAndNothingIsLost() {
        assertThat(DEATHS).as("log: %s", LOG).isEmpty();
        assertThat(reader.readAll("good")).hasSize(USERS.size());
        assertThat(reader.readAll("bad"))
                .as("log: %s", LOG)
                .hasSize(refusedApps().size());
        assertThat(Stream.of("good", "by-field", "by-number", "in-turn", "backup", "known"))
                .allSatisfy(
                        output -> assertThat(COUNTS.of(output, Fate.WRITTEN)).isGreaterThanOrEqualTo(USERS.size()));
    }

    @Test
    void keysLandWhereAPlainProducerPutsThem() {
        // when
        send(
                "plain",
                USERS.stream()
                        .map(user -> new ProducerRecord<>("plain", user.getBytes(UTF_8), new byte[0]))
                        .toList());

        // then
        assertThat(partitionsByKey("good")).hasSize(USERS.size()).isEqualTo(partitionsByKey("plain"));
    }

    @Test
    void fieldsLandWhereAPlainProducerWouldPutThemAsKeys() {
        // when
        Map<String, Integer> partitions = new HashMap<>();
        reader.readAll("by-field").forEach(record -> partitions.put(header(record, "user_id"), record.partition()));

        // then
        assertThat(partitions).isEqualTo(partitionsByKey("good"));
    }

    @Test
    void keysLandWhereKcatPutThem() throws IOException {
        // given
        Map<String, Integer> recorded = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("kcat-murmur2-of-7.tsv"))) {
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        String[] columns = line.split("\t");
                        recorded.put(columns[0], Integer.valueOf(columns[1]));
                    });
        }

        // then
        assertThat(recorded).hasSizeGreaterThan(50);
        assertThat(partitionsByKey("good")).containsAllEntriesOf(recorded);
    }

    @Test
    void keysLandWhereKcatPutsThem() throws Exception {
        assumeTrue(isInstalled("kcat"), "kcat is not installed");

        // given
        Path lines = folder.resolve("keys.tsv");
        Files.writeString(lines, USERS.stream().map(user -> user + "\tx\n").reduce("", String::concat));

        // when
        int exitCode = new ProcessBuilder(
                        "kcat",
                        "-P",
                        "-b",
                        broker.bootstrapServers(),
                        "-t",
                        "kcat",
                        "-K",
                        "\t",
                        "-l",
                        "-X",
                        "partitioner=murmur2_random",
                        lines.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("kcat.log").toFile())
                .start()
                .waitFor();

        // then
        assertThat(exitCode).as(Files.readString(folder.resolve("kcat.log"))).isZero();
        assertThat(partitionsByKey("good")).isEqualTo(partitionsByKey("kcat"));
    }

    @Test
    void numbersAreTakenModuloThePartitions() {
        assertThat(reader.readAll("by-number")).hasSize(USERS.size()).allSatisfy(record -> assertThat(
                        record.partition())
                .isEqualTo(Math.floorMod(Long.parseLong(header(record, Headers.ORIGIN_OFFSET)) - 3, PARTITIONS)));
    }

    @Test
    void roundRobinFillsPartitionsEvenly() {
        // when
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> byPartition =
                reader.readAll("in-turn").stream().collect(groupingBy(ConsumerRecord::partition));

        // then: one task for each of two input partitions, each at most one apart
        int fewest = USERS.size() / PARTITIONS - 2;
        assertThat(byPartition).hasSize(PARTITIONS).allSatisfy((partition, records) -> assertThat(records)
                .hasSizeBetween(fewest, fewest + 4)
                .allSatisfy(record -> assertThat(record.key()).isNull()));
    }

    @Test
    void topicsThatAreMissingAreMadeAsAskedUpToTheLimit() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // when
            List<String> made = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith("made."))
                    .toList();

            // then
            assertThat(made).hasSize(3).isSubsetOf("made.shop", "made.blog", "made.news", "made.late");
            assertThat(admin.describeTopics(made).allTopicNames().get().values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
            assertThat(made).allSatisfy(topic -> assertThat(reader.readAll(topic))
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat("made." + app(record)).isEqualTo(topic)));
        }
    }

    @Test
    void eventsWithoutAnAllowedTopicBecomeBadRowsThatHoldThem() {
        // when
        List<BadRow> rows = reader.readAll("bad").stream()
                .map(record -> BadRowJson.decode(record.value()).orThrow())
                .toList();

        // then
        assertThat(rows)
                .extracting(row -> EnrichedTsv.decode(
                                ((BadRow.Payload.Raw) row.payload()).text().getBytes(UTF_8))
                        .orThrow()
                        .text(USER_ID))
                .containsExactlyInAnyOrderElementsOf(refusedApps());
        assertThat(rows)
                .extracting(row -> ((BadRow.GenericError) row.failure()).errors())
                .allSatisfy(errors -> assertThat(errors)
                        .singleElement()
                        .asString()
                        .matches("output 'made': topic = made.\\{app_id}: topic made\\..* "
                                + "(cannot be written to|does not match made\\\\.\\[a-z]\\+)"));
    }

    /** Users of apps whose topic is beyond the limit, or that no pattern allows. */
    private static List<String> refusedApps() {
        Map<String, List<String>> byApp = IntStream.range(0, USERS.size())
                .boxed()
                .collect(groupingBy(i -> APPS.get(i % APPS.size()), mapping(USERS::get, toList())));
        List<String> refused = new ArrayList<>(byApp.get("Ärger"));
        Stream.of("shop", "blog", "news", "late")
                .filter(app -> !exists("made." + app))
                .forEach(app -> refused.addAll(byApp.get(app)));
        return refused;
    }

    private static boolean exists(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.listTopics().names().get().contains(topic);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void topicsThatAreMissingAreRefusedInFavourOfTheFallback() {
        assertThat(reader.readAll("known.shop")).isNotEmpty().allSatisfy(record -> assertThat(app(record))
                .isEqualTo("shop"));
        assertThat(reader.readAll("known.rest")).isNotEmpty().allSatisfy(record -> assertThat(app(record))
                .isNotEqualTo("shop"));
        assertThat(exists("known.blog")).isFalse();
    }

    /** A record that is too large for its topic would end the stream, with every replay. */
    @Test
    void topicsThatTakeSmallerRecordsThanWeWriteAreRefusedToo() {
        assertThat(reader.readAll("known.news")).isEmpty();
        assertThat(reader.readAll("known.rest"))
                .anySatisfy(record -> assertThat(app(record)).isEqualTo("news"));
        assertThat(LOG).anySatisfy(line -> assertThat(line)
                .isEqualTo("topic known.news: max.message.bytes = 100000, expected at least 1040960"));
    }

    @Test
    void theBackupHoldsThePayloadsByteForByte() {
        // given
        Map<String, byte[]> collectedAt = reader.readAll(RAW).stream()
                .collect(toMap(record -> record.partition() + "/" + record.offset(), ConsumerRecord::value));

        // then
        assertThat(reader.readAll("backup")).hasSize(USERS.size()).allSatisfy(record -> {
            assertThat(header(record, Headers.ORIGIN_TOPIC)).isEqualTo(RAW);
            assertThat(record.value())
                    .isEqualTo(collectedAt.get(
                            header(record, Headers.ORIGIN_PARTITION) + "/" + header(record, Headers.ORIGIN_OFFSET)));
        });
    }

    private static Map<String, Integer> partitionsByKey(String topic) {
        return reader.readAll(topic).stream()
                .collect(toMap(record -> new String(record.key(), UTF_8), ConsumerRecord::partition));
    }

    private static String app(ConsumerRecord<byte[], byte[]> record) {
        return EnrichedTsv.decode(record.value()).orThrow().text(APP_ID);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static void send(String topic, List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
