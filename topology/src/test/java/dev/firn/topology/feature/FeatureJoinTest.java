package dev.firn.topology.feature;

import static dev.firn.topology.feature.FeatureRun.join;
import static dev.firn.topology.feature.FeatureRun.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.expression.ExpressionException;
import dev.firn.topology.feature.FeatureListener.Fate;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets which feature, and in what form. */
class FeatureJoinTest {

    static Stream<FeatureJoin> tables() {
        return Stream.of(join().global(), join().partitioned(), join().asOf(Duration.ofHours(1), Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void givesEventsTheNewestFeature(FeatureJoin join) {
        Counts<Fate> counts = new Counts<>(Fate.class);
        try (FeatureRun run = new FeatureRun(join.listener(counts::add))) {
            // when
            run.event(1, "ann", 1);
            run.feature("ann", "{\"level\":1}", 2);
            run.event(2, "ann", 3);
            run.event(3, "bob", 3);
            run.feature("ann", "{\"level\":2}", 4);
            run.event(4, "ann", 5);
            run.feature("ann", null, 6);
            run.event(5, "ann", 7);

            // then
            assertThat(run.events()).containsExactly("1", "2 {\"level\":1}", "3", "4 {\"level\":2}", "5");
            assertThat(counts.sums()).isEqualTo(Map.of(Fate.JOINED, 2L, Fate.MISSING, 3L));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void takesTheDefaultWhereAFeatureIsMissing(FeatureJoin join) {
        Counts<Fate> counts = new Counts<>(Fate.class);
        try (FeatureRun run =
                new FeatureRun(join.orElse(object("{\"level\":0}")).listener(counts::add))) {
            // when
            run.event(1, "ann", 1);
            run.event(2, null, 1);

            // then
            assertThat(run.events()).containsExactly("1 {\"level\":0}", "2 {\"level\":0}");
            assertThat(counts.of(Fate.DEFAULTED)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void takesWhatIsNoFeatureForATombstone(FeatureJoin join) {
        Counts<Fate> counts = new Counts<>(Fate.class);
        List<String> places = new ArrayList<>();
        FeatureListener listener = new FeatureListener() {
            @Override
            public void count(Fate fate) {
                counts.add(fate);
            }

            @Override
            public void malformed(String topic, int partition, long offset, String reason) {
                places.add(topic + '/' + partition + '/' + offset + ' ' + reason);
            }
        };
        try (FeatureRun run = new FeatureRun(join.listener(listener))) {
            // when
            int number = 0;
            List<String> broken = List.of("", "{", "[1]", "null", "{} {}", "[".repeat(90) + "]".repeat(90), deep(101));
            for (String value : broken) {
                run.feature("ann", "{\"level\":1}", number);
                run.feature("ann", value, number);
                run.event(number++, "ann", number);
            }
            run.feature(null, "{}", number);
            run.feature("", "{}", number);
            run.feature("ann", deep(100), number);
            run.event(number, "ann", number);

            // then
            List<String> events = run.events();
            assertThat(events.subList(0, broken.size())).containsExactly("0", "1", "2", "3", "4", "5", "6");
            assertThat(events.get(broken.size())).startsWith("7 {");
            assertThat(counts.of(Fate.MALFORMED)).isEqualTo(broken.size() + 2);
            assertThat(places).contains("features/0/5 not a JSON object", "features/0/14 no key");
        }
    }

    private static String deep(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void addsOneContextToThoseThatAreThere(FeatureJoin join) {
        JsonNode before = object(
                """
                {"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1",
                 "data":[{"schema":"iglu:com.acme/first/jsonschema/1-0-0","data":{"a":1.00}}]}
                """);
        EnrichedEvent event = FeatureRun.event(1, "ann").toBuilder()
                .set(AtomicField.DERIVED_CONTEXTS, before)
                .build();
        try (FeatureRun run = new FeatureRun(join)) {
            // when
            run.feature("ann", "{\"level\": 2.50, \"tags\": [\"x\"]}", 1);
            run.item(new Item.Event(StreamId.GOOD, run.place(), event), 2);

            // then
            EnrichedEvent joined = ((Item.Event) run.read("out").get(0).value()).event();
            assertThat(JsonText.write((JsonNode) joined.value(AtomicField.DERIVED_CONTEXTS)))
                    .isEqualTo(
                            "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":["
                                    + "{\"schema\":\"iglu:com.acme/first/jsonschema/1-0-0\",\"data\":{\"a\":1.00}},"
                                    + "{\"schema\":\"" + FeatureRun.SCHEMA
                                    + "\",\"data\":{\"level\":2.50,\"tags\":[\"x\"]}}]}");
            assertThat(joined.toBuilder()
                            .set(AtomicField.DERIVED_CONTEXTS, before)
                            .build())
                    .isEqualTo(event);
        }
    }

    @Test
    void takesFieldsUnderOtherNames() {
        FeatureJoin join = join().field("level").field("ltv", "lifetime_value").field("absent");
        try (FeatureRun run = new FeatureRun(join)) {
            // when
            run.feature("ann", "{\"ltv\":7,\"secret\":1,\"level\":null}", 1);
            run.event(1, "ann", 2);

            // then
            assertThat(run.events()).containsExactly("1 {\"level\":null,\"lifetime_value\":7}");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesJsonObjectsMembers(boolean global) {
        Counts<Fate> counts = new Counts<>(Fate.class);
        FeatureJoin join = FeatureJoin.of("campaign-costs")
                .topic(FeatureRun.FEATURES)
                .jsonKey("ads", "record.campaign")
                .listener(counts::add);
        try (FeatureRun run = new FeatureRun(global ? join.global() : join)) {
            // when
            run.feature("7", "{\"cost\":1.50,\"owner\":\"x\"}", 1);
            run.item(json(run, "ads", "{\"campaign\":7,\"campaign_costs_owner\":\"mine\"}"), 2);
            run.item(json(run, "ads", "{\"campaign\":8}"), 2);
            run.item(json(run, "other", "{\"campaign\":7}"), 2);
            run.event(1, "7", 2);

            // then
            assertThat(run.read("out").stream()
                            .map(TestRecord::value)
                            .filter(item -> item instanceof Item.Json)
                            .map(item -> JsonText.write(((Item.Json) item).object())))
                    .containsExactly(
                            "{\"campaign\":7,\"campaign_costs_owner\":\"mine\",\"campaign_costs_cost\":1.50}",
                            "{\"campaign\":8}",
                            "{\"campaign\":7}");
            assertThat(counts.sums()).isEqualTo(Map.of(Fate.JOINED, 1L, Fate.MISSING, 1L, Fate.COLLIDED, 1L));
        }
    }

    private static Item json(FeatureRun run, String input, String object) {
        return new Item.Json(StreamId.json(input), run.place(), object(object));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void letsEverythingElsePass(FeatureJoin join) {
        try (FeatureRun run = new FeatureRun(join)) {
            // given
            run.feature("ann", "{}", 1);
            List<Item> others = List.of(
                    new Item.Raw(run.place(), new byte[] {1, 2}),
                    new Item.Event(StreamId.INCOMPLETE, run.place(), FeatureRun.event(1, "ann")),
                    new Item.Event(StreamId.PII, run.place(), FeatureRun.event(2, "ann")),
                    new Item.Event(StreamId.DUPLICATES, run.place(), FeatureRun.event(3, "ann")),
                    json(run, "ads", "{\"user_id\":\"ann\"}"),
                    new Item.Event(StreamId.GOOD, run.place(), FeatureRun.event(4, null)));

            // when
            others.forEach(item -> run.item(item, 2));

            // then
            List<Item> after = new ArrayList<>();
            run.read("left").forEach(record -> after.add(record.value()));
            run.read("out").forEach(record -> after.add(record.value()));
            assertThat(after).hasSize(others.size());
            for (Item item : others) {
                assertThat(after).anySatisfy(passed -> assertSame(passed, item));
            }
        }
    }

    private static void assertSame(Item passed, Item item) {
        assertThat(passed.stream()).isEqualTo(item.stream());
        assertThat(passed.origin()).isEqualTo(item.origin());
        assertThat(new dev.firn.topology.flow.ItemSerde().serializer().serialize("", passed))
                .isEqualTo(new dev.firn.topology.flow.ItemSerde().serializer().serialize("", item));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void keepsTimestampsAndHeaders(FeatureJoin join) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", "x".getBytes(StandardCharsets.UTF_8));
        try (FeatureRun run = new FeatureRun(join)) {
            // when
            run.feature("ann", "{}", 9);
            run.item(new TestRecord<>(
                    null,
                    new Item.Event(StreamId.GOOD, run.place(), FeatureRun.event(1, "ann")),
                    headers,
                    FeatureRun.at(10)));

            // then
            TestRecord<byte[], Item> record = run.read("out").get(0);
            assertThat(record.getRecordTime()).isEqualTo(FeatureRun.at(10));
            assertThat(record.headers().lastHeader("a").value()).asString().isEqualTo("x");
            assertThat(FeatureRun.text(record.value())).isEqualTo("1 {}");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsKeysThatAreJson(boolean global) {
        Counts<Fate> counts = new Counts<>(Fate.class);
        FeatureJoin join = join().keyFormat(KeyFormat.JSON).listener(counts::add);
        try (FeatureRun run = new FeatureRun(global ? join.global() : join)) {
            // when
            run.feature("\"zo\u00eb \\\"z\\\"\"", "{\"level\":1}", 1);
            run.feature("\"\\u0061nn\"", "{}", 1);
            run.feature("{\"id\":1}", "{}", 1);
            run.feature("ann", "{}", 1);
            run.event(1, "zo\u00eb \"z\"", 2);
            run.event(2, "ann", 2);
            run.event(3, "\ud800", 2);

            // then
            assertThat(run.events()).containsExactly("1 {\"level\":1}", "2", "3");
            assertThat(counts.of(Fate.MALFORMED)).isEqualTo(3);
        }
    }

    @Test
    void joinsOneAfterTheOther() {
        FeatureJoin second = FeatureJoin.of("levels")
                .key("derived_contexts.com_acme_user_features_1[0].level")
                .context("iglu:com.acme/level/jsonschema/1-0-0")
                .partitioned();
        try (FeatureRun run = new FeatureRun(join().partitioned(), second)) {
            // when
            run.feature("ann", "{\"level\":7}", 1);
            run.driver
                    .createInputTopic(
                            "levels",
                            new org.apache.kafka.common.serialization.StringSerializer(),
                            new org.apache.kafka.common.serialization.StringSerializer())
                    .pipeInput("7", "{\"name\":\"gold\"}", FeatureRun.at(1));
            run.event(1, "ann", 2);

            // then
            Item.Event event = (Item.Event) run.read("out").get(0).value();
            assertThat(JsonText.write((JsonNode) event.event().value(AtomicField.DERIVED_CONTEXTS)))
                    .endsWith(
                            "{\"level\":7}},{\"schema\":\"iglu:com.acme/level/jsonschema/1-0-0\",\"data\":{\"name\":\"gold\"}}]}");
        }
    }

    static Stream<Arguments> refusals() {
        FeatureJoin empty = FeatureJoin.of("users");
        return Stream.of(
                Arguments.of(empty, "feature join 'users' joins nothing: call key or jsonKey"),
                Arguments.of(empty.key("user_id"), "'users' joins events, but has no context to put features in"),
                Arguments.of(
                        join().global().waiting(Wait.upTo(Duration.ofSeconds(1))),
                        "'users' waits with a global table, which does not tell when a feature arrives"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatCannotWork(FeatureJoin join, String message) {
        assertThatThrownBy(() -> FeatureRun.topology(join))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesBadSettings() {
        assertThatThrownBy(() -> FeatureRun.topology(join().key("user_idd"))).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> FeatureJoin.of("No Name")).hasMessageContaining("name = No Name");
        assertThatThrownBy(() -> join().topic(" ")).hasMessageContaining("topic must not be blank");
        assertThatThrownBy(() -> join().context("acme")).hasMessageContaining("context = acme, expected iglu:");
        assertThatThrownBy(() -> join().field("a").field("b", "a")).hasMessageContaining("expected each name once");
        assertThatThrownBy(() -> join().asOf(Duration.ofHours(1), Duration.ofHours(2)))
                .hasMessageContaining("grace = PT2H, expected no more than the history");
        assertThatThrownBy(() -> Wait.upTo(Duration.ZERO)).hasMessageContaining("bound = PT0S");
        assertThatThrownBy(() -> Wait.upTo(Duration.ofDays(1)).atMost(0, 1)).hasMessageContaining("events = 0");
    }
}
