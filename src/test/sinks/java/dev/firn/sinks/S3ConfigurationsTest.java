package dev.firn.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Confluent's and Aiven's S3 sinks are not run. What they rest on is tested here: the shipped configurations' own
 * converters read every record, and all that their partitioners ask of a record is there and is right.
 */
class S3ConfigurationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final String[] BY_PLATFORM = {"enriched.web", "enriched.app", "enriched.mob", "enriched.srv"};
    private static final Pattern UNIT = Pattern.compile("\\{\\{timestamp:unit=(\\w+)}}");

    private static List<ConsumerRecord<byte[], byte[]>> byPlatform;
    private static List<ConsumerRecord<byte[], byte[]>> json;
    private static List<ConsumerRecord<byte[], byte[]>> tsv;
    private static List<ConsumerRecord<byte[], byte[]>> lake;

    @BeforeAll
    static void write() {
        try (Installation here = new Installation()) {
            here.firn().collect(120);
            here.firn().awaitEnriched();
            byPlatform = Stream.of(BY_PLATFORM)
                    .flatMap(topic -> here.committed(topic).stream())
                    .toList();
            json = here.committed(Installation.JSON);
            tsv = here.committed(Installation.TSV);
            lake = here.committed(Installation.LAKE);
        }
    }

    @AfterAll
    static void forget() {
        byPlatform = json = tsv = lake = null;
    }

    @Test
    void eachConnectorReadsATopicThatIsWritten() {
        assertThat(topicsOf("s3-confluent-sink.json")).contains("enriched.web", "enriched.app", "enriched.mob");
        assertThat(topicsOf("s3-aiven-sink.json")).isEqualTo(topicsOf("s3-confluent-sink.json"));
        assertThat(topicsOf("s3-confluent-sink.json")).isSubsetOf(BY_PLATFORM);
        assertThat(topicsOf("s3-confluent-fields-sink.json")).containsExactly(Installation.JSON);
        assertThat(topicsOf("iceberg-sink.json")).containsExactly(Installation.LAKE);
        assertThat(topicsOf("iceberg-s3-sink.json")).containsExactly(Installation.LAKE);
        assertThat(topicsOf("file-stream-sink.json")).containsExactly(Installation.TSV);
    }

    private static Set<String> topicsOf(String file) {
        Map<String, String> config = ShippedConnector.load(file).config();
        Set<String> written = Stream.of(byPlatform, json, tsv, lake)
                .flatMap(List::stream)
                .map(ConsumerRecord::topic)
                .collect(Collectors.toCollection(TreeSet::new));
        written.removeIf(topic -> config.containsKey("topics")
                ? !Set.of(config.get("topics").split(",")).contains(topic)
                : !Pattern.matches(config.get("topics.regex"), topic));
        return written;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3-confluent-sink.json",
                "s3-confluent-fields-sink.json",
                "s3-aiven-sink.json",
                "iceberg-sink.json",
                "iceberg-s3-sink.json",
                "file-stream-sink.json"
            })
    void theConfiguredConvertersReadEveryRecord(String file) throws Exception {
        ShippedConnector connector = ShippedConnector.load(file);
        Converter keys = converter(connector, "key.converter", true);
        Converter values = converter(connector, "value.converter", false);

        List<ConsumerRecord<byte[], byte[]>> records = recordsOf(file);

        assertThat(records).hasSizeGreaterThan(100);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            SchemaAndValue key = keys.toConnectData(record.topic(), record.key());
            SchemaAndValue value = values.toConnectData(record.topic(), record.value());
            assertThat(key.value()).isInstanceOf(String.class).asString().isNotEmpty();
            if (connector.get("value.converter").endsWith("StringConverter")) {
                assertThat(value.schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
                assertThat(value.value()).isEqualTo(new String(record.value(), StandardCharsets.UTF_8));
            } else {
                assertThat(value.schema()).isNull();
                // Keys come in another order: the converter makes a hash map.
                assertThat(JSON.readTree(JSON.writeValueAsBytes(value.value())))
                        .isEqualTo(JSON.readTree(record.value()));
            }
        }
    }

    private static Converter converter(ShippedConnector connector, String key, boolean isKey) throws Exception {
        Converter converter = (Converter)
                Class.forName(connector.get(key)).getDeclaredConstructor().newInstance();
        converter.configure(
                connector.config().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(key + "."))
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().substring(key.length() + 1), Map.Entry::getValue)),
                isKey);
        return converter;
    }

    private static List<ConsumerRecord<byte[], byte[]>> recordsOf(String file) {
        Set<String> topics = topicsOf(file);
        return Stream.of(byPlatform, json, tsv, lake)
                .flatMap(List::stream)
                .filter(record -> topics.contains(record.topic()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-confluent-sink.json", "s3-confluent-fields-sink.json", "s3-aiven-sink.json"})
    void theRecordTimestampIsTheEventsSoFoldersAreThoseOfItsTimeInSeoul(String file) throws IOException {
        ShippedConnector connector = ShippedConnector.load(file);

        for (ConsumerRecord<byte[], byte[]> record : recordsOf(file)) {
            Instant time = Instant.parse(
                    JSON.readTree(record.value()).get("collector_tstamp").textValue());
            ZonedDateTime seoul = time.atZone(ZoneOffset.ofHours(9));

            assertThat(record.timestamp()).isEqualTo(time.toEpochMilli());
            assertThat(folder(connector, record.timestamp()))
                    .endsWith(
                            connector.config().containsKey("path.format")
                                    ? "year=%04d/month=%02d/day=%02d/hour=%02d"
                                            .formatted(
                                                    seoul.getYear(),
                                                    seoul.getMonthValue(),
                                                    seoul.getDayOfMonth(),
                                                    seoul.getHour())
                                    : "%04d/%02d/%02d/%02d"
                                            .formatted(
                                                    seoul.getYear(),
                                                    seoul.getMonthValue(),
                                                    seoul.getDayOfMonth(),
                                                    seoul.getHour()));
        }
    }

    /** The folder by the settings, as their documentation reads. */
    private static String folder(ShippedConnector connector, long timestamp) {
        Map<String, String> config = connector.config();
        if (config.containsKey("path.format")) {
            assertThat(config).containsEntry("timestamp.extractor", "Record").containsEntry("locale", "ko_KR");
            ZoneId zone = ZoneId.of(connector.get("timezone"));
            assertThat(zone).isEqualTo(SEOUL);
            return DateTimeFormatter.ofPattern(connector.get("path.format"), Locale.KOREA)
                    .format(Instant.ofEpochMilli(timestamp).atZone(zone));
        }
        assertThat(config).containsEntry("file.name.timestamp.source", "event");
        ZonedDateTime time =
                Instant.ofEpochMilli(timestamp).atZone(ZoneId.of(connector.get("file.name.timestamp.timezone")));
        Matcher units = UNIT.matcher(connector.get("file.name.template"));
        String name = units.replaceAll(
                unit -> DateTimeFormatter.ofPattern(unit.group(1)).format(time));
        return name.substring(0, name.lastIndexOf('/'));
    }

    @Test
    void theFieldsThatThePartitionerNamesAreInEveryRecord() throws IOException {
        String[] fields = ShippedConnector.load("s3-confluent-fields-sink.json")
                .get("partition.field.name")
                .split(",");

        for (ConsumerRecord<byte[], byte[]> record : json) {
            for (String field : fields) {
                assertThat(JSON.readTree(record.value()).path(field).textValue())
                        .as(field)
                        .matches("[a-z]+");
            }
        }
    }

    @Test
    void theTopicIsThePlatform() throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : byPlatform) {
            assertThat(record.topic())
                    .isEqualTo("enriched."
                            + JSON.readTree(record.value()).get("platform").textValue());
        }
        assertThat(byPlatform).hasSameSizeAs(json);
    }

    @Test
    void fileNamesOfTheAivenSinkAreOnePerFirstOffset() {
        String template = ShippedConnector.load("s3-aiven-sink.json").get("file.name.template");

        assertThat(template).contains("{{topic}}", "{{partition:padding=true}}", "{{start_offset:padding=true}}");
        assertThat(template).doesNotContain("{{key");
    }

    @Test
    void whatMakesFilesTheSameAfterARestartIsOnForConfluent() {
        for (String file : List.of("s3-confluent-sink.json", "s3-confluent-fields-sink.json")) {
            assertThat(ShippedConnector.load(file).config())
                    .containsEntry("rotate.schedule.interval.ms", "-1")
                    .containsEntry("timestamp.extractor", "Record")
                    .containsEntry("schema.compatibility", "NONE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3-confluent-sink.json",
                "s3-confluent-fields-sink.json",
                "s3-aiven-sink.json",
                "iceberg-sink.json",
                "iceberg-s3-sink.json",
                "file-stream-sink.json"
            })
    void noConnectorReadsWhatWasNotCommittedOrStartsAtTheEnd(String file) {
        assertThat(ShippedConnector.load(file).config())
                .containsEntry("consumer.override.isolation.level", "read_committed")
                .containsEntry("consumer.override.auto.offset.reset", "earliest");
    }

    @Test
    void headersAndKeysAreText() {
        for (ConsumerRecord<byte[], byte[]> record : byPlatform) {
            assertThat(record.key()).isNotEmpty();
            assertThat(record.headers().toArray()).extracting(Header::key).contains("platform");
        }
    }

    @Test
    void theTableHasTheColumnsOfTheEvents() throws IOException {
        Set<String> declared = TableDdl.load().schema.columns().stream()
                .map(column -> column.name())
                .collect(Collectors.toCollection(TreeSet::new));

        for (ConsumerRecord<byte[], byte[]> record : lake) {
            JsonNode event = JSON.readTree(record.value());
            event.fieldNames().forEachRemaining(name -> assertThat(declared.contains(name)
                            || name.startsWith("contexts_")
                            || name.startsWith("unstruct_event_"))
                    .as(name)
                    .isTrue());
            assertThat(event)
                    .allSatisfy(value -> assertThat(value.isValueNode()).isTrue());
        }
    }
}
