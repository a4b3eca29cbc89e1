package dev.firn.topology.dedup;

import static dev.firn.topology.dedup.DedupRun.HOUR;
import static dev.firn.topology.dedup.DedupRun.MINUTE;
import static dev.firn.topology.dedup.DedupRun.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.dedup.DeduplicationListener.Fate;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class DeduplicationTest {

    private static final String ID = "c6ef3124-b53a-4b13-a233-0088f79dcbcb";
    private static final String OTHER = "d7ef3124-b53a-4b13-a233-0088f79dcbcb";
    private static final String MD5 = "0cc175b9c0f1b6a831c399e269772661";
    private static final String OTHER_MD5 = "92eb5ffee6ae2fec3ad71c777531578f";

    private static final Deduplication HOURLY = Deduplication.within(Duration.ofHours(1));

    private static List<String> ids(List<TestRecord<byte[], Item>> records) {
        List<String> ids = new ArrayList<>();
        records.forEach(record -> ids.add(DedupRun.id(record)));
        return ids;
    }

    private static Map<Fate, Long> counts(long passed, long natural, long synthetic, long noId, long tooLate) {
        Map<Fate, Long> counts = new EnumMap<>(Map.of(
                Fate.PASSED, passed,
                Fate.NATURAL, natural,
                Fate.SYNTHETIC, synthetic,
                Fate.WITHOUT_ID, noId,
                Fate.TOO_LATE, tooLate));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    @Test
    void aCopyInsideTheWindowIsDropped() {
        for (Deduplication policy : List.of(HOURLY.acrossPartitions(), HOURLY.withinPartition())) {
            try (DedupRun run = new DedupRun(policy)) {
                run.send(ID, MD5, START);
                run.send(OTHER, MD5, START);
                run.send(ID, MD5, START + HOUR);

                assertThat(ids(run.passed())).containsExactly(ID, OTHER);
                assertThat(run.counts.sums()).isEqualTo(counts(2, 1, 0, 0, 0));
            }
        }
    }

    @Test
    void whatIsFurtherApartThanTheWindowIsNew() {
        try (DedupRun run = new DedupRun(HOURLY)) {
            run.send(ID, MD5, START);
            run.send(ID, MD5, START + HOUR + 1);

            assertThat(ids(run.passed())).containsExactly(ID, ID);
        }
    }

    @Test
    void copiesDoNotProlongTheMemoryOfTheFirst() {
        try (DedupRun run = new DedupRun(HOURLY)) {
            run.send(ID, MD5, START);
            run.send(ID, MD5, START + 40 * MINUTE);
            run.send(ID, MD5, START + 80 * MINUTE);

            assertThat(run.passed()).extracting(TestRecord::timestamp).containsExactly(START, START + 80 * MINUTE);
        }
    }

    @Test
    void theFirstInThePartitionStaysEvenIfACopyIsOlder() {
        try (DedupRun run = new DedupRun(HOURLY)) {
            run.send(ID, MD5, START + 30 * MINUTE);
            run.send(ID, MD5, START);

            assertThat(run.passed()).extracting(TestRecord::timestamp).containsExactly(START + 30 * MINUTE);
        }
    }

    @Test
    void anEventThatComesLateMeetsWhatCameBeforeIt() {
        try (DedupRun run = new DedupRun(HOURLY.withLateness(Duration.ofHours(10)))) {
            // given
            run.send(ID, MD5, START);
            run.send(OTHER, MD5, START + 10 * HOUR);
            // when
            run.send(ID, MD5, START + HOUR);
            // then
            assertThat(ids(run.passed())).containsExactly(ID, OTHER);
            assertThat(run.counts.sums()).isEqualTo(counts(2, 1, 0, 0, 0));
        }
    }

    @Test
    void anEventThatComesTooLatePassesAndIsCounted() {
        try (DedupRun run = new DedupRun(HOURLY)) {
            // given
            run.send(ID, MD5, START);
            run.send(OTHER, MD5, START + 10 * HOUR);
            // when
            run.send(ID, MD5, START);
            // then
            assertThat(ids(run.passed())).containsExactly(ID, OTHER, ID);
            assertThat(run.counts.sums()).isEqualTo(counts(2, 0, 0, 0, 1));
        }
    }

    @Test
    void aCopyOfALateEventIsFoundAsLongAsMemoryReaches() {
        try (DedupRun run = new DedupRun(HOURLY)) {
            run.send(OTHER, MD5, START);
            run.send(ID, MD5, START - 90 * MINUTE);
            run.send(ID, MD5, START - 80 * MINUTE);

            assertThat(run.counts.sums()).isEqualTo(counts(1, 1, 0, 0, 1));
        }
    }

    @Test
    void duplicatesInsideOnePayloadCount() {
        try (DedupRun run = new DedupRun(HOURLY.naturalDuplicates(NaturalDuplicates.DIVERT))) {
            // given
            Origin payload = new Origin("raw", 1, 77, 0);
            // when
            run.send(new Item.Event(StreamId.GOOD, payload, DedupRun.event(ID, MD5)), START);
            run.send(new Item.Event(StreamId.GOOD, payload.at(1), DedupRun.event(ID, MD5)), START);
            // then
            assertThat(run.passed()).hasSize(1);
            assertThat(headers(run.read("dedup").get(0))).containsEntry("firn-first-index", "0");
        }
    }

    @Test
    void aDivertedCopyPointsToTheFirst() {
        try (DedupRun run = new DedupRun(HOURLY.naturalDuplicates(NaturalDuplicates.DIVERT))) {
            // given
            run.send(ID, MD5, START);
            // when
            run.send(ID, MD5, START + 5);
            // then
            TestRecord<byte[], Item> diverted = run.read("dedup").get(0);
            assertThat(diverted.value().stream()).isEqualTo(StreamId.DUPLICATES);
            assertThat(diverted.value().origin()).isEqualTo(new Origin("raw", 3, 1, 0));
            assertThat(diverted.timestamp()).isEqualTo(START + 5);
            assertThat(headers(diverted))
                    .isEqualTo(new TreeMap<>(Map.of(
                            "firn-duplicate", "natural",
                            "firn-first-topic", "raw",
                            "firn-first-partition", "3",
                            "firn-first-offset", "0",
                            "firn-first-index", "0",
                            "firn-first-timestamp", Long.toString(START))));
            assertThat(run.passed()).hasSize(1);
        }
    }

    @Test
    void anotherEventOfTheSameIdGetsANewOneAndAContextThatTellsTheOld() {
        try (DedupRun run = new DedupRun(HOURLY)) {
            // given
            run.send(ID, MD5, START);
            // when
            run.send(ID, OTHER_MD5, START + 1);
            run.send(ID, null, START + 2);
            run.send(ID, OTHER_MD5, START + 3);
            // then
            List<TestRecord<byte[], Item>> passed = run.passed();
            assertThat(ids(passed))
                    .containsExactly(
                            ID, "b5f9a1ef-945b-57ce-8c89-a302e1fa2a6d", "5cd2254b-d529-5ad9-925f-2f567d7dccac");
            Item.Event renamed = (Item.Event) passed.get(1).value();
            assertThat(JsonText.write(renamed.event().json(AtomicField.DERIVED_CONTEXTS)))
                    .isEqualTo(
                            "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":["
                                    + "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/duplicate/jsonschema/1-0-0\",\"data\":"
                                    + "{\"originalEventId\":\"" + ID + "\"}}]}");
            assertThat(renamed.event().text(AtomicField.APP_ID)).isEqualTo("shop");
            assertThat(run.counts.sums()).isEqualTo(counts(1, 1, 2, 0, 0));
        }
    }

    @Test
    void otherContextsStayBeforeTheNewOne() {
        try (DedupRun run = new DedupRun(HOURLY.withinPartition())) {
            // given
            String contexts = "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":["
                    + "{\"schema\":\"iglu:com.acme/user/jsonschema/1-0-0\",\"data\":{\"a\":1.50}}]}";
            run.send(ID, MD5, START);
            // when
            run.send(
                    new Item.Event(
                            StreamId.GOOD,
                            new Origin("raw", 0, 9, 0),
                            DedupRun.event(ID, OTHER_MD5).toBuilder()
                                    .set(
                                            AtomicField.DERIVED_CONTEXTS,
                                            JsonText.ofWritten(contexts.getBytes(UTF_8), 0, contexts.length()))
                                    .build()),
                    START);
            // then
            Item.Event renamed = (Item.Event) run.passed().get(1).value();
            assertThat(JsonText.write(renamed.event().json(AtomicField.DERIVED_CONTEXTS)))
                    .startsWith(contexts.substring(0, contexts.length() - 2) + ",{\"schema\":\"iglu:com.snowplow")
                    .endsWith(ID + "\"}}]}");
        }
    }

    @Test
    void syntheticDuplicatesStayAsTheyAreOrGoAsideByChoice() {
        try (DedupRun run = new DedupRun(HOURLY.syntheticDuplicates(SyntheticDuplicates.KEEP))) {
            run.send(ID, MD5, START);
            run.send(ID, OTHER_MD5, START);

            assertThat(ids(run.passed())).containsExactly(ID, ID);
        }
        try (DedupRun run = new DedupRun(HOURLY.syntheticDuplicates(SyntheticDuplicates.DIVERT))) {
            run.send(ID, MD5, START);
            run.send(ID, OTHER_MD5, START);

            assertThat(ids(run.passed())).containsExactly(ID);
            assertThat(headers(run.read("dedup").get(0)))
                    .containsEntry("firn-duplicate", "synthetic")
                    .containsEntry("firn-first-offset", "0");
        }
    }

    @Test
    void noFingerprintEqualsNoFingerprint() {
        try (DedupRun run = new DedupRun(HOURLY)) {
            run.send(ID, null, START);
            run.send(ID, null, START + 1);

            assertThat(run.counts.sums()).isEqualTo(counts(1, 1, 0, 0, 0));
        }
    }

    @Test
    void eventsWithoutIdPass() {
        try (DedupRun run = new DedupRun(HOURLY)) {
            run.send(null, MD5, START);
            run.send("", MD5, START);

            assertThat(run.passed()).hasSize(2);
            assertThat(run.counts.sums()).isEqualTo(counts(0, 0, 0, 2, 0));
        }
    }

    @Test
    void whatIsNoGoodEventPassesWithinAPartitionAndEndsOrPassesAcross() {
        Item incomplete = new Item.Event(StreamId.INCOMPLETE, new Origin("raw", 0, 1, 0), DedupRun.event(ID, MD5));
        Item raw = new Item.Raw(new Origin("raw", 0, 1, 0), new byte[] {1, 2});
        Item json = new Item.Json(
                StreamId.json("pushes"),
                new Origin("pushes", 0, 1, 0),
                JsonNodeFactory.instance.objectNode().put("a", 1));
        try (DedupRun run = new DedupRun(HOURLY.withinPartition())) {
            for (Item item : List.of(incomplete, incomplete, raw, json, json)) {
                run.send(item, START);
            }
            assertThat(run.passed()).hasSize(5);
        }
        try (DedupRun run = new DedupRun(HOURLY.acrossPartitions())) {
            for (Item item : List.of(incomplete, incomplete, raw, json, json)) {
                run.send(item, START);
            }
            assertThat(run.read("before-dedup")).hasSize(3);
            assertThat(run.passed())
                    .extracting(record -> record.value().stream().toString())
                    .containsExactly("json.pushes", "json.pushes");
        }
    }

    @Test
    void replayGivesTheSameRecords() {
        assertThat(everything()).isEqualTo(everything());
    }

    private static List<String> everything() {
        try (DedupRun run = new DedupRun(HOURLY.naturalDuplicates(NaturalDuplicates.DIVERT))) {
            for (int i = 0; i < 200; i++) {
                run.send("id-" + i % 37, i % 3 == 0 ? MD5 : "f" + i % 5, START + (i * 7919L) % (3 * HOUR));
            }
            List<String> all = new ArrayList<>();
            for (String topic : List.of("out", "dedup")) {
                run.read(topic)
                        .forEach(record -> all.add(DedupRun.id(record)
                                + record.timestamp()
                                + record.value().origin()
                                + headers(record)));
            }
            return all;
        }
    }

    @Test
    void everyNameIsExplicit() {
        assertThat(DedupRun.topology(HOURLY.naturalDuplicates(NaturalDuplicates.DIVERT))
                        .describe()
                        .toString())
                .contains("firn-dedup-repartition", "stores: [firn-dedup]", "Processor: firn-dedup ")
                .doesNotContain("KSTREAM");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Deduplication.within(Duration.ofSeconds(59)))
                .hasMessageContaining("window = PT59S, expected one minute to 400 days");
        assertThatThrownBy(() -> HOURLY.withLateness(Duration.ofMillis(-1))).hasMessageContaining("lateness");
        assertThatThrownBy(() -> HOURLY.withPartitions(-1)).hasMessageContaining("partitions = -1");
        assertThatThrownBy(() -> HOURLY.named("No")).hasMessageContaining("name = No");
    }

    private static Map<String, String> headers(TestRecord<byte[], Item> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
