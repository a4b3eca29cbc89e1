package dev.firn.topology;

import static dev.firn.serdes.event.AtomicField.APP_ID;
import static dev.firn.serdes.event.AtomicField.DVCE_CREATED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.USER_ID;
import static dev.firn.topology.Requests.pageView;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Headers;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.OutputListener.Fate;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.Value;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Filter, sample, shape, headers, keys and times of outputs beside the usual ones. */
class OutputsAsDataTest {

    private static final String EVENT_ID = "5b5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f01";

    private final Counts<Fate> counts = new Counts<>(Fate.class);

    /** The usual outputs, and one more that is called {@code more}. */
    private Run with(Output output) {
        return Run.of(
                Run.standard(Pipelines.usual()).output(output.named("more")).outputListener(counts::add));
    }

    @Test
    void aFilterLetsPassWhatItIsTrueFor() {
        try (Run run = with(Output.to("shop").filteredBy("app_id == 'shop'"))) {
            // when
            run.send(pageView("aid", "shop"));
            run.send(pageView("aid", "blog"));
            run.send(pageView());

            // then
            assertThat(run.read("shop"))
                    .extracting(record -> Run.column(record, APP_ID))
                    .containsExactly("shop");
            assertThat(run.read(Run.GOOD)).hasSize(3);
            assertThat(counts.of("more", Fate.WRITTEN)).isEqualTo(1);
            assertThat(counts.of("more", Fate.FILTERED_OUT)).isEqualTo(2);
            assertThat(counts.of("more", Fate.FILTER_ERROR)).isZero();
            assertThat(counts.of("good", Fate.WRITTEN)).isEqualTo(3);
        }
    }

    @Test
    void aFilterThatCannotBeEvaluatedDoesNotHoldAndIsCounted() {
        try (Run run = with(Output.to("high").filteredBy("int(user_id) > 5"))) {
            // when
            run.send(pageView("uid", "7"));
            run.send(pageView("uid", "jane"));
            run.send(pageView("uid", "3"));

            // then
            assertThat(run.read("high")).hasSize(1);
            assertThat(counts).hasToString("{good={WRITTEN=3}, more={WRITTEN=1, FILTERED_OUT=2, FILTER_ERROR=1}}");
        }
    }

    @Test
    void allEventsOfAUserAreInTheSampleOrNone() {
        // given
        Output ten = Output.to("ten").named("ten").sampled(Sample.percent(10).by(Value.column(USER_ID)));
        Output half = Output.to("half")
                .named("half")
                .as(EventFormat.JSON)
                .sampled(Sample.percent(50).by(Value.expression("user_id")));

        try (Run run =
                Run.of(Run.standard(Pipelines.usual()).output(ten).output(half).outputListener(counts::add))) {
            // when
            for (int i = 0; i < 3; i++) {
                IntStream.range(0, 400).forEach(user -> run.send(pageView("uid", "user-" + user)));
            }

            // then
            List<String> inTen = run.read("ten").stream()
                    .map(record -> Run.column(record, USER_ID))
                    .toList();
            Set<String> inHalf = run.read("half").stream()
                    .map(record -> json(record).path("user_id").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> users = new TreeSet<>(inTen);
            assertThat(inTen).hasSize(3 * users.size());
            assertThat(users).hasSizeBetween(20, 60).isSubsetOf(inHalf);
            assertThat(inHalf).hasSizeBetween(160, 240);
            assertThat(counts.of("ten", Fate.WRITTEN) + counts.of("ten", Fate.SAMPLED_OUT))
                    .isEqualTo(1200);
        }
    }

    @Test
    void theSampleRateIsInAHeader() {
        try (Run run = with(Output.to("some").sampled(Sample.percent(12.5)))) {
            // when
            IntStream.range(0, 100).forEach(i -> run.send(pageView("uid", "one-user")));

            // then: without a field, events are sampled one by one
            assertThat(run.read("some")).hasSizeBetween(2, 30).allSatisfy(record -> assertThat(
                            header(record, Headers.SAMPLE_RATE))
                    .isEqualTo("0.125"));
        }
    }

    @Test
    void injectsMembersBehindThoseOfTheEvent() {
        try (Run run = with(Output.to("json")
                .as(EventFormat.JSON)
                .keyedBy(APP_ID)
                .withHeader("team", Value.constant("growth"))
                .injecting("at", Value.recordTime())
                .injecting("key", Value.recordKey())
                .injecting("number", Value.constant(IntNode.valueOf(4)))
                .injecting("team", Value.header("team"))
                .injecting("page", Value.expression("app_id + '/' + page_urlpath"))
                .injecting("user", Value.column(USER_ID))
                .injecting("created", Value.column(DVCE_CREATED_TSTAMP)))) {
            // when
            run.send(pageView("aid", "shop", "dtm", "1772600767000"));

            // then
            assertThat(run.readOne("json").value())
                    .asString(UTF_8)
                    .startsWith("{\"app_id\":\"shop\",")
                    .endsWith(",\"at\":" + Requests.NOW.toEpochMilli()
                            + ",\"key\":\"shop\",\"number\":4,\"team\":\"growth\",\"page\":\"shop//\",\"user\":null,"
                            + "\"created\":\"2026-03-04T05:06:07Z\"}");
        }
    }

    @Test
    void flattensByRulesAndEndsLines() {
        try (Run run = with(Output.to("flat")
                .flattened(FlattenRules.defaults())
                .newlineTerminated()
                .injecting("written_by", Value.constant("firn")))) {
            // when
            run.send(pageView("aid", "shop"));

            // then
            TestRecord<byte[], byte[]> record = run.readOne("flat");
            assertThat(record.value())
                    .asString(UTF_8)
                    .endsWith(",\"written_by\":\"firn\"}\n")
                    .containsOnlyOnce("\n");
            assertThat(json(record)).allMatch(JsonNode::isValueNode);
            assertThat(json(record).path("app_id").asText()).isEqualTo("shop");
        }
    }

    @Test
    void aMemberThatIsThereAlreadyIsNeverReplaced() {
        try (Run run = with(Output.to("flat").as(EventFormat.FLAT_JSON).injecting("app_id", Value.constant("mine")))) {
            // when
            run.send(pageView("aid", "shop", "eid", EVENT_ID));

            // then
            assertThat(run.read("flat")).isEmpty();
            BadRow row = Run.badRow(run.readOne(Run.BAD));
            assertThat(((BadRow.GenericError) row.failure()).errors())
                    .containsExactly("output 'more': inject.app_id: there is a member of that name");
            assertThat(((BadRow.Payload.Raw) row.payload()).text()).contains(EVENT_ID);
            assertThat(counts.of("more", Fate.MISSHAPEN)).isEqualTo(1);
        }
    }

    @Test
    void endsRowsWhereAsked() {
        try (Run run = with(Output.to("lines").newlineTerminated())) {
            // when
            run.send(pageView("eid", EVENT_ID));

            // then
            assertThat(run.readOne("lines").value())
                    .asString(UTF_8)
                    .isEqualTo(new String(run.readOne(Run.GOOD).value(), UTF_8) + "\n");
        }
    }

    @Test
    void keysMayBeComputedOrLeftOut() {
        try (Run run = Run.of(Run.standard(Pipelines.usual())
                .output(Output.to("computed").named("computed").keyedBy(Value.expression("app_id + ':' + user_id")))
                .output(Output.to("keyless").named("keyless").keyless()))) {
            // when
            run.send(pageView("aid", "shop", "uid", "jane", "eid", EVENT_ID));
            run.send(pageView("aid", "shop", "eid", EVENT_ID));

            // then
            assertThat(run.read("computed")).extracting(Run::key).containsExactly("shop:jane", EVENT_ID);
            assertThat(run.read("keyless")).hasSize(2).allSatisfy(record -> assertThat(record.key())
                    .isNull());
        }
    }

    @Test
    void headersMayBeConstantsColumnsExpressionsAndOrigins() {
        try (Run run = with(Output.to("headed")
                .withHeaders(USER_ID)
                .withHeader("team", Value.constant("growth"))
                .withHeader("length", Value.expression("size(app_id)"))
                .withHeader("empty", Value.column(DVCE_CREATED_TSTAMP))
                .withOriginHeaders())) {
            // when
            run.send(pageView());
            run.send(pageView("aid", "shop", "uid", "jane"));

            // then
            assertThat(run.read("headed").get(1).headers())
                    .extracting(Header::key, one -> new String(one.value(), UTF_8))
                    .containsExactly(
                            tuple(Headers.ORIGIN_TOPIC, Run.IN),
                            tuple(Headers.ORIGIN_PARTITION, "0"),
                            tuple(Headers.ORIGIN_OFFSET, "1"),
                            tuple(Headers.ORIGIN_INDEX, "0"),
                            tuple("user_id", "jane"),
                            tuple("team", "growth"),
                            tuple("length", "4"));
        }
    }

    @Test
    void timesMayBeChosenAsLongAsBrokersTakeThem() {
        try (Run run = Run.of(Run.standard(Pipelines.usual())
                .output(Output.to("column").named("column").timestampedBy(Value.column(DVCE_CREATED_TSTAMP)))
                .output(Output.to("computed")
                        .named("computed")
                        .timestampedBy(Value.expression("collector_tstamp - duration('1h')"))))) {
            // when
            run.send(pageView("dtm", "1000"));
            run.send(pageView("dtm", "99999999999999"));
            run.send(pageView());

            // then
            assertThat(run.read("column"))
                    .extracting(TestRecord::timestamp)
                    .startsWith(1000L)
                    .endsWith(Requests.NOW.toEpochMilli());
            assertThat(run.read("computed"))
                    .extracting(record -> Instant.ofEpochMilli(record.timestamp()))
                    .containsOnly(Requests.NOW.minusSeconds(3600));
        }
    }

    @Test
    void rawItemsAreThePayloadsByteForByteWithTheirCoordinates() {
        // given
        byte[] unreadable = {0, -1, '\n', 7};

        try (Run run = with(Output.to("backup").from(StreamId.RAW))) {
            // when
            run.send(pageView("aid", "shop"));
            run.driver
                    .createInputTopic(Run.IN, new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(new TestRecord<>(
                            "key".getBytes(UTF_8),
                            unreadable,
                            new RecordHeaders().add("trace", new byte[] {1}),
                            Requests.NOW.minusSeconds(9)));

            // then
            List<TestRecord<byte[], byte[]>> backup = run.read("backup");
            assertThat(backup).extracting(TestRecord::value).containsExactly(pageView("aid", "shop"), unreadable);
            assertThat(backup.get(0).key()).isNull();
            assertThat(Run.key(backup.get(1))).isEqualTo("key");
            assertThat(backup.get(1).timestamp())
                    .isEqualTo(Requests.NOW.minusSeconds(9).toEpochMilli());
            assertThat(backup.get(1).headers())
                    .extracting(Header::key)
                    .containsExactly("trace", Headers.ORIGIN_TOPIC, Headers.ORIGIN_PARTITION, Headers.ORIGIN_OFFSET);
            assertThat(header(backup.get(1), Headers.ORIGIN_OFFSET)).isEqualTo("1");
        }
    }

    @Test
    void aBackupSentInAgainGivesTheSameEvents() {
        try (Run run = with(Output.to("backup").from(StreamId.RAW))) {
            // given
            run.send(pageView("aid", "shop", "eid", EVENT_ID));
            byte[] first = run.readOne(Run.GOOD).value();

            // when
            run.send(run.readOne("backup").value());

            // then
            assertThat(run.readOne(Run.GOOD).value()).isEqualTo(first);
        }
    }

    @Test
    void eachOutputHasItsOwnSize() {
        // given: JSON is larger than TSV
        int limit = 20_000;

        try (Run run = Run.of(Run.standard(Pipelines.with(Pipelines.ANY_TITLE))
                .output(Output.to("json").named("json").as(EventFormat.JSON))
                .maxRecordBytes(limit)
                .outputListener(counts::add))) {
            // when
            run.send(pageView("page", "t".repeat(limit - 1000)));

            // then
            assertThat(run.read(Run.GOOD)).hasSize(1);
            assertThat(run.read("json")).isEmpty();
            assertThat(Run.badRow(run.readOne(Run.BAD)).failure()).isInstanceOf(BadRow.SizeViolation.class);
            assertThat(counts).hasToString("{bad={WRITTEN=1}, good={WRITTEN=1}, json={OVERSIZED=1}}");
        }
    }

    private static JsonNode json(TestRecord<byte[], byte[]> record) {
        return JsonText.parse(record.value()).fold(tree -> tree, message -> {
            throw new AssertionError(message);
        });
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
