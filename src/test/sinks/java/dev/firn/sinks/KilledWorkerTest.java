package dev.firn.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped sinks that can be run, all on one worker, which is killed with kill -9 while it works and started again.
 * Among what Firn wrote are records of a transaction that was given up.
 */
@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "Hadoop's client, for the local warehouse, does not run on 24")
class KilledWorkerTest {

    private static final String GIVEN_UP = "given-up";

    /** Between two requests, while the worker is killed. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static Installation here;
    private static Path file;
    private static List<JsonNode> events;
    private static Map<String, Warehouse> warehouses;
    private static long rowsAtKill;
    private static long eventsAtKill;

    @BeforeAll
    static void run() throws InterruptedException {
        here = new Installation();
        here.worker.start();
        file = here.folder.resolve("sink.txt");
        ShippedConnector text = ShippedConnector.load("file-stream-sink.json").with("file", file.toString());
        ShippedConnector local = here.local("local");
        ShippedConnector s3 = here.onS3("s3");
        warehouses = Map.of("local", new Warehouse(local), "s3", new Warehouse(s3));
        warehouses.values().forEach(Warehouse::createTable);
        giveUp(Installation.TSV);
        giveUp(Installation.LAKE);
        here.firn().collect(40);
        here.worker.create(text);
        here.worker.create(local);
        here.worker.create(s3);

        AtomicBoolean enough = new AtomicBoolean();
        Thread load = new Thread(() -> {
            while (!enough.get()) {
                here.firn().collect(1);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
        load.start();
        Await.until("first rows", () -> grown("local") > 0 && grown("s3") > 0, here.worker::tail);
        here.worker.kill();
        rowsAtKill = Math.max(rows("local"), rows("s3"));
        eventsAtKill = here.committed(Installation.LAKE).size();
        enough.set(true);
        load.join();
        here.worker.start();
        here.firn().collect(40);
        here.firn().awaitEnriched();
        events = here.committed(Installation.LAKE).stream().map(Rows::json).toList();
        for (String name : warehouses.keySet()) {
            Await.until(
                    name + " to have all",
                    () -> grown(name) >= events.size(),
                    () -> rows(name) + " of " + events.size() + "; " + here.worker.status(name) + here.worker.tail());
        }
        Set<String> lines = new HashSet<>(lines(Installation.TSV));
        Await.until("all lines", () -> new HashSet<>(Files.readAllLines(file)).containsAll(lines), here.worker::tail);
    }

    @AfterAll
    static void stop() {
        if (warehouses != null) {
            warehouses.values().forEach(Warehouse::close);
        }
        here.close();
    }

    private static long rows(String name) {
        return warehouses.get(name).rows();
    }

    /** The same, but tasks that failed begin again. */
    private static long grown(String name) {
        here.worker.restartFailed(name);
        return rows(name);
    }

    private static List<String> lines(String topic) {
        return here.committed(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private static void giveUp(String topic) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", here.broker.bootstrapServers(), "transactional.id", "giver-up");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            String json = "{\"event_id\":\"" + GIVEN_UP + "\",\"collector_tstamp\":\"2022-06-20T15:00:00Z\"}";
            for (int partition = 0; partition < Installation.PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(topic, partition, null, json.getBytes(UTF_8)));
            }
            producer.flush();
            producer.abortTransaction();
        }
    }

    @Test
    void theWorkerWasKilledInTheMiddle() {
        assertThat(rowsAtKill).isBetween(1L, eventsAtKill - 1);
        assertThat(events.size()).isGreaterThan((int) eventsAtKill);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "s3"})
    void icebergHasEachEventOnceWithAllItsValues(String name) {
        Schema declared = TableDdl.load().schema;

        Map<Object, List<Map<String, Object>>> rows =
                byEventId(warehouses.get(name).records().stream().map(row -> Rows.actual(row, declared)));

        Map<Object, List<Map<String, Object>>> expected =
                byEventId(events.stream().map(event -> Rows.expected(event, declared)));
        assertThat(rows.keySet()).isEqualTo(expected.keySet());
        expected.forEach((id, row) -> assertThat(rows.get(id)).isEqualTo(row));
    }

    /** Ids of trackers that send any text repeat; what has the same differs in time. */
    private static Map<Object, List<Map<String, Object>>> byEventId(Stream<Map<String, Object>> rows) {
        return rows.sorted(Comparator.comparing(Object::toString))
                .collect(Collectors.groupingBy(row -> row.get("event_id"), TreeMap::new, Collectors.toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "s3"})
    void everyKeyOfAnEventIsAColumn(String name) {
        Set<String> keys = new TreeSet<>();
        events.forEach(event -> event.properties().stream()
                .filter(member -> !member.getValue().isNull()
                                && !member.getValue().isEmpty()
                        || member.getValue().isValueNode() && !member.getValue().isNull())
                .forEach(member -> keys.add(member.getKey())));

        Schema columns = warehouses.get(name).table().schema();

        assertThat(keys)
                .allSatisfy(key -> assertThat(columns.findField(key)).as(key).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "s3"})
    void duckDbReadsTheFilesWithTheSameRowsInEachHourAndPlatform(String name) throws SQLException {
        List<String> files = files(name);

        Map<String, Long> counted = DuckDb.count(
                files, "strftime(collector_tstamp, '%Y-%m-%dT%H:00:00Z') || ' ' || coalesce(platform, '-')");

        assertThat(files).doesNotHaveDuplicates();
        assertThat(counted)
                .isEqualTo(events.stream()
                        .collect(Collectors.groupingBy(
                                event -> Instant.parse(event.get("collector_tstamp")
                                                        .textValue())
                                                .truncatedTo(ChronoUnit.HOURS)
                                        + " "
                                        + event.path("platform").asText("-"),
                                TreeMap::new,
                                Collectors.counting())));
        assertThat(counted).hasSizeGreaterThan(20);
        assertThat(DuckDb.count(files, "event_id"))
                .isEqualTo(events.stream()
                        .collect(Collectors.groupingBy(
                                event -> event.get("event_id").textValue(), TreeMap::new, Collectors.counting())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "s3"})
    void eachFileIsOfOneHourAndOnePlatform(String name) throws SQLException {
        List<String> files = files(name);

        Map<String, Long> kinds =
                DuckDb.count(files, "filename || ' ' || date_trunc('hour', collector_tstamp) || ' ' || platform");
        assertThat(kinds).hasSameSizeAs(files);
    }

    /** On the disk, wherever the table has them. */
    private static List<String> files(String name) {
        return warehouses
                .get(name)
                .files(location -> name.equals("s3")
                        ? here.s3().file(location).toString()
                        : Path.of(URI.create(location)).toString());
    }

    @Test
    void theFileHasEveryLineAtLeastOnceAndNothingElse() throws IOException {
        List<String> written = Files.readAllLines(file);

        assertThat(new HashSet<>(written)).isEqualTo(new HashSet<>(lines(Installation.TSV)));
    }

    @Test
    void nothingOfATransactionThatWasGivenUpIsInAnySink() throws IOException {
        assertThat(Files.readString(file)).doesNotContain(GIVEN_UP);
        for (Warehouse warehouse : warehouses.values()) {
            assertThat(warehouse.records()).noneMatch(row -> GIVEN_UP.equals(row.getField("event_id")));
        }
    }
}
