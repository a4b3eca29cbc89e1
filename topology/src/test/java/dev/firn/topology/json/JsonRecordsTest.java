package dev.firn.topology.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.flatten.Collisions;
import dev.firn.serdes.flatten.DuplicateKeys;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInputListener.Fate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordsTest {

    private static final long SEED = 7_041_776;
    private static final long TIME = Instant.parse("2024-05-06T07:08:09Z").toEpochMilli();
    private static final Origin ORIGIN = new Origin("push", 2, 77, 0);

    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);

    private List<Record<byte[], Item>> read(JsonInput input, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("provider", "x".getBytes(UTF_8));
        return new JsonRecords(
                        input,
                        new BadRow.Processor("firn", "0.1.0"),
                        (name, what, times) -> counts.merge(what, times, Long::sum))
                .read(new Record<>("k".getBytes(UTF_8), value, TIME, headers), ORIGIN, TIME);
    }

    private List<Record<byte[], Item>> read(JsonInput input, String value) {
        return read(input, value.getBytes(UTF_8));
    }

    private static JsonInput input() {
        return JsonInput.of("push", "push");
    }

    private static List<String> objects(List<Record<byte[], Item>> records) {
        return records.stream()
                .filter(record -> record.value() instanceof Item.Json)
                .map(record -> JsonText.write(((Item.Json) record.value()).object()))
                .toList();
    }

    private static List<String> payloads(List<Record<byte[], Item>> records) {
        return records.stream()
                .filter(record -> record.value() instanceof Item.Bad)
                .map(record ->
                        ((BadRow.Payload.Raw) ((Item.Bad) record.value()).row().payload()).text())
                .toList();
    }

    private static List<String> errors(Record<byte[], Item> record) {
        return ((BadRow.GenericError) ((Item.Bad) record.value()).row().failure()).errors();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {"a":1}                      | {"a":1}
            {"a":1}{"b":2}               | {"a":1};{"b":2}
            [{"a":1},{"b":2}]            | {"a":1};{"b":2}
            {"a":1} [{"b":2}] {"c":3}    | {"a":1};{"b":2};{"c":3}
            {"a":{"b":[1,{"c":2}]}}      | {"a_b_0":1,"a_b_1_c":2}
            """)
    void findsObjectsHoweverTheyStand(String value, String objects) {
        List<Record<byte[], Item>> records = read(input(), value);

        assertThat(String.join(";", objects(records))).isEqualTo(objects);
        assertThat(counts).isEqualTo(Map.of(Fate.PASSED, (long) records.size()));
    }

    @Test
    void itemsHaveTheRecordsKeyTimeAndHeadersAndAPlaceOfTheirOwn() {
        List<Record<byte[], Item>> records = read(input(), "{\"a\":1} nonsense {\"b\":2}");

        assertThat(records)
                .extracting(record -> record.value().origin().index())
                .containsExactly(0, 1, 2);
        assertThat(records)
                .extracting(record -> record.value().stream().toString())
                .containsExactly("json.push", "bad", "json.push");
        assertThat(records).allSatisfy(record -> {
            assertThat(record.key()).asString(UTF_8).isEqualTo("k");
            assertThat(record.timestamp()).isEqualTo(TIME);
            assertThat(record.headers().lastHeader("provider").value())
                    .asString(UTF_8)
                    .isEqualTo("x");
        });
        records.get(0).headers().add("more", new byte[0]);
        assertThat(records.get(2).headers().lastHeader("more")).isNull();
    }

    @Test
    void brokenPartsKeepTheirBytesWhileGoodOnesPass() {
        List<Record<byte[], Item>> records = read(input(), "{\"a\":1}\n{\"b\":}\n{\"c\":3}\n17");

        assertThat(objects(records)).containsExactly("{\"a\":1}", "{\"c\":3}");
        assertThat(payloads(records)).containsExactly("{\"b\":}", "17");
        assertThat(errors(records.get(1)).get(0)).isEqualTo("json input 'push', push/2/77#1");
        assertThat(errors(records.get(1)).get(1)).startsWith("not JSON: ").endsWith("(line 2, byte 8, 6 bytes)");
        assertThat(counts).isEqualTo(Map.of(Fate.PASSED, 2L, Fate.BROKEN, 2L));
    }

    @Test
    void orNothingOfTheRecordPasses() {
        String value = "{\"a\":1}\n{\"b\":}\n{\"c\":3}";

        List<Record<byte[], Item>> records = read(input().with(OnBroken.BAD_ROW_WHOLE_RECORD), value);

        assertThat(records).hasSize(1);
        assertThat(payloads(records)).containsExactly(value);
        assertThat(counts).isEqualTo(Map.of(Fate.HELD_BACK, 2L, Fate.BROKEN, 1L));
        assertThat(objects(read(input().with(OnBroken.BAD_ROW_WHOLE_RECORD), "{\"a\":1}")))
                .hasSize(1);
    }

    @Test
    void bytesThatAreNoUtf8AreKeptInBase64() {
        byte[] value = {'n', 'o', (byte) 0xC3, 'x', 0};

        List<Record<byte[], Item>> records = read(input(), value);

        assertThat(payloads(records)).containsExactly(Base64.getEncoder().encodeToString(value));
        assertThat(errors(records.get(0))).last().isEqualTo("the payload is base64, since it is not UTF-8");
    }

    @Test
    void whatTheRulesRejectIsKept() {
        FlattenRules strict = FlattenRules.defaults().with(Collisions.REJECT).with(DuplicateKeys.REJECT);
        String value = "{\"a_b\":1,\"a\":{\"b\":2}}{\"x\":1,\"x\":2}{\"ok\":true}";

        List<Record<byte[], Item>> records = read(input().flattened(strict), value);

        assertThat(payloads(records)).containsExactly("{\"a_b\":1,\"a\":{\"b\":2}}", "{\"x\":1,\"x\":2}");
        assertThat(objects(records)).containsExactly("{\"ok\":true}");
        assertThat(counts).isEqualTo(Map.of(Fate.PASSED, 1L, Fate.BROKEN, 1L, Fate.REJECTED, 1L));
    }

    @Test
    void recordsOfNothingAreOnlyCounted() {
        assertThat(read(input(), (byte[]) null)).isEmpty();
        assertThat(read(input(), " \n ")).isEmpty();
        assertThat(counts).isEqualTo(Map.of(Fate.EMPTY, 2L));
    }

    @Test
    void objectsAreMigratedStepByStep() {
        JsonInput input = input().with(new Change.Rename("old", "name"))
                .with(new Change.Drop("secret"))
                .with(new Change.Cast("price", Change.Kind.NUMBER))
                .with(new Change.Cast("count", Change.Kind.INTEGER))
                .with(new Change.Cast("on", Change.Kind.BOOLEAN))
                .with(new Change.Cast("id", Change.Kind.TEXT))
                .with(Change.Put.of("total", "record.price * double(record.count)"))
                .with(Change.Put.of("none", "record.missing"))
                .with(Change.Put.of("who", "record.name + '@' + headers.provider"));

        assertThat(objects(read(
                        input,
                        "{\"old\":\"n\",\"secret\":1,\"price\":\"1.50\",\"count\":\"3\",\"on\":1,"
                                + "\"id\":12345678901234567890}")))
                .containsExactly("{\"name\":\"n\",\"price\":1.50,\"count\":3,\"on\":true,"
                        + "\"id\":\"12345678901234567890\",\"total\":4.5,\"who\":\"n@x\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {"price":"much"}        | cast of price: a string that is no number
            {"count":1.5}           | cast of count: a number that is no integer
            {"price":[1]}           | rejected
            {"on":2}                | cast of on: a number that is no boolean
            {"old":1,"name":2}      | rename of old: there is a member name already
            """)
    void objectsThatCannotBeMigratedAreKept(String value, String problem) {
        JsonInput input = input().unflattened(FlattenRules.defaults())
                .with(new Change.Rename("old", "name"))
                .with(new Change.Cast("price", Change.Kind.NUMBER))
                .with(new Change.Cast("count", Change.Kind.INTEGER))
                .with(new Change.Cast("on", Change.Kind.BOOLEAN));

        List<Record<byte[], Item>> records = read(input, value);

        assertThat(payloads(records)).containsExactly(value);
        if (!problem.equals("rejected")) {
            assertThat(errors(records.get(0)).get(1)).startsWith(problem);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            iso                     | UTC        | "2024-01-02T03:04:05.678Z"        | 2024-01-02T03:04:05.678Z
            iso                     | UTC        | "2024-01-02T03:04:05+09:00"       | 2024-01-01T18:04:05Z
            iso                     | Asia/Seoul | "2024-01-02 03:04:05"             | 2024-01-01T18:04:05Z
            iso                     | Asia/Seoul | "2024-01-02"                      | 2024-01-01T15:00:00Z
            iso                     | UTC        | "2024-01-02T03:04:05+0900"        | 2024-01-01T18:04:05Z
            epoch-millis            | UTC        | 1704164645678                     | 2024-01-02T03:04:05.678Z
            epoch-millis            | UTC        | "1704164645678"                   | 2024-01-02T03:04:05.678Z
            epoch-seconds           | UTC        | 1704164645.678                    | 2024-01-02T03:04:05.678Z
            epoch-seconds           | UTC        | 1704164645                        | 2024-01-02T03:04:05Z
            yyyy-MM-dd HH:mm:ss.SSS | Asia/Seoul | "2022-06-21 00:12:30.017"         | 2022-06-20T15:12:30.017Z
            yyyyMMddHHmmss          | UTC        | 20240102030405                    | 2024-01-02T03:04:05Z
            dd/MM/yyyy              | UTC        | "02/01/2024"                      | 2024-01-02T00:00:00Z
            iso                     | UTC        | "yesterday"                       |
            iso                     | UTC        | null                              |
            iso                     | UTC        | "9999-01-01T00:00:00Z"            |
            iso                     | UTC        | "1900-01-01T00:00:00Z"            |
            epoch-millis            | UTC        | 1e400                             |
            epoch-seconds           | UTC        | -1e999999999                      |
            epoch-millis            | UTC        | {}                                |
            """)
    void timesAreReadAsTheirFormatSays(String format, String zone, String value, String expected) {
        JsonInput input = input().with(new EventTime("at", format, ZoneId.of(zone)));

        List<Record<byte[], Item>> records = read(input, "{\"at\":" + value + "}");

        Instant time = expected == null ? Instant.ofEpochMilli(TIME) : Instant.parse(expected);
        assertThat(records).singleElement().satisfies(record -> assertThat(Instant.ofEpochMilli(record.timestamp()))
                .isEqualTo(time));
        assertThat(counts.containsKey(Fate.WITHOUT_TIME)).isEqualTo(expected == null);
    }

    @Test
    void timesAndKeysComeFromTheMigratedObject() {
        JsonInput input = input().unflattened(FlattenRules.defaults())
                .with(new Change.Rename("t", "time"))
                .with(new EventTime("/time/at", "iso", ZoneId.of("UTC")))
                .keyedBy("record.time.who");

        List<Record<byte[], Item>> records =
                read(input, "{\"t\":{\"at\":\"2024-01-02T03:04:05Z\",\"who\":5}}{\"t\":{}}");

        assertThat(records.get(0).timestamp())
                .isEqualTo(Instant.parse("2024-01-02T03:04:05Z").toEpochMilli());
        assertThat(records.get(0).key()).asString(UTF_8).isEqualTo("5");
        assertThat(records.get(1).timestamp()).isEqualTo(TIME);
        assertThat(records.get(1).key()).asString(UTF_8).isEqualTo("k");
    }

    @Test
    void nothingIsLost() {
        Random random = new Random(SEED);
        for (int round = 0; round < 3_000; round++) {
            List<String> good = new ArrayList<>();
            List<String> bad = new ArrayList<>();
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                String id = round + "-" + i;
                switch (random.nextInt(5)) {
                    case 0 -> bad.add(append(value, "{\"broken\":\"" + id + "\",}\n"));
                    case 1 -> bad.add(append(value, "stray " + id + "\n"));
                    case 2 -> {
                        good.add("{\"id\":\"" + id + "\"}");
                        append(value, "[{\"id\":\"" + id + "\"}]");
                    }
                    default -> good.add(append(value, "{\"id\":\"" + id + "\"}" + "\n".repeat(random.nextInt(2))));
                }
            }
            counts.clear();

            List<Record<byte[], Item>> records = read(input(), value.toString());

            assertThat(objects(records)).as("seed %s, %s", SEED, value).containsExactlyElementsOf(good);
            assertThat(payloads(records)).as("seed %s, %s", SEED, value).containsExactlyElementsOf(bad);
            assertThat(counts.getOrDefault(Fate.PASSED, 0L)).isEqualTo(good.size());
        }
    }

    private static String append(StringBuilder value, String part) {
        value.append(part);
        return part.strip();
    }

    @Test
    void anyBytesGiveItems() {
        Random random = new Random(SEED);
        String alphabet = "{}[]\",:\\ \n01.e-tfn\u0000\u00e9";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] value = text.toString().getBytes(UTF_8);
            if (value.length > 0 && random.nextInt(3) == 0) {
                value[random.nextInt(value.length)] = (byte) random.nextInt();
            }

            assertThat(read(input(), value)).allSatisfy(record -> assertThat(record.value().stream())
                    .isIn(StreamId.BAD, StreamId.json("push")));
        }
    }
}
