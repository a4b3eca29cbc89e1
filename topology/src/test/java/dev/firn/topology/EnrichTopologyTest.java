package dev.firn.topology;

import static dev.firn.topology.Requests.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.EventPipeline;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.dedup.NaturalDuplicates;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.feature.Wait;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnrichTopologyTest {

    private static final EventPipeline PIPELINE = Pipelines.usual();
    private static final EventPipeline KEEPING = Pipelines.with(EventPipeline.Options::keepingIncomplete);

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("standard", Run.standard(PIPELINE)),
                Arguments.of("incomplete", Run.standard(KEEPING).incomplete(Output.to(Run.INCOMPLETE))),
                Arguments.of("state", stateful()),
                Arguments.of("pattern", Run.standard(PIPELINE).inputPattern(Pattern.compile("collector-.*"))));
    }

    /** Every step, each with its stores and topics. */
    private static EnrichTopology.Builder stateful() {
        StreamId pushes = StreamId.json("pushes");
        return Run.standard(PIPELINE)
                .jsonInput(JsonInput.of("pushes", "pushes"))
                .deduplicate(Deduplication.within(Duration.ofDays(7)).naturalDuplicates(NaturalDuplicates.DIVERT))
                .joinFeatures(
                        FeatureJoin.of("apps").global().key("app_id").context("iglu:com.acme/app/jsonschema/1-0-0"))
                .joinFeatures(FeatureJoin.of("users")
                        .key("domain_userid")
                        .context("iglu:com.acme/user/jsonschema/1-0-0")
                        .waiting(Wait.upTo(Duration.ofSeconds(30))))
                .joinAds(AdJoin.named("shop")
                        .clicks(AdSource.of(pushes, "record.kind == 'click'", "record.user")
                                .identifiedBy("record.id"))
                        .conversions(AdSource.of(pushes, "record.kind == 'order'", "record.user")
                                .identifiedBy("record.id")))
                .output(Output.to("copies").named("copies").from(StreamId.DUPLICATES))
                .output(Output.to("raw").named("backup").from(StreamId.RAW))
                .output(Output.to("joined").named("joined").from(StreamId.joined("shop")));
    }

    /** Another description means that a running application cannot simply be restarted with the new version. */
    @ParameterizedTest
    @MethodSource("shapes")
    void looksAsItDidInEarlierVersions(String name, EnrichTopology.Builder builder) throws IOException {
        assertThat(builder.build().describe().toString().trim()).isEqualTo(golden(name));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = EnrichTopologyTest.class.getResourceAsStream(name + ".topology.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        }
    }

    @Test
    void readsSeveralInputs() {
        try (Run run = Run.of(Run.standard(PIPELINE).input("web", "mobile"))) {
            // when
            run.send("web", pageView("aid", "one"), Requests.NOW);
            run.send("mobile", pageView("aid", "two"), Requests.NOW);

            // then
            assertThat(run.read(Run.GOOD))
                    .extracting(record -> Run.column(record, AtomicField.APP_ID))
                    .containsExactly("one", "two");
        }
    }

    @Test
    void readsAllInputsOfAPattern() {
        try (Run run = Run.of(Run.standard(PIPELINE).inputPattern(Pattern.compile("collector-.*")))) {
            // when
            run.send("collector-eu", pageView("aid", "eu"), Requests.NOW);

            // then
            assertThat(run.read(Run.GOOD))
                    .extracting(record -> Run.column(record, AtomicField.APP_ID))
                    .containsExactly("eu");
        }
    }

    @Test
    void theLastKindOfInputCounts() {
        EnrichTopology.Builder builder = Run.standard(PIPELINE)
                .inputPattern(Pattern.compile("collector-.*"))
                .input("web");

        assertThat(builder.build().describe().toString())
                .contains("topics: [web]")
                .doesNotContain("collector-");
    }

    @Test
    void keepsIncompleteEventsApart() {
        try (Run run = Run.of(Run.standard(KEEPING)
                .incomplete(
                        Output.to(Run.INCOMPLETE).keyedBy(AtomicField.APP_ID).withHeaders(AtomicField.PLATFORM)))) {
            // when
            run.send(Requests.refused("aid", "shop"));

            // then
            assertThat(run.read(Run.GOOD)).isEmpty();
            assertThat(run.read(Run.BAD)).isEmpty();
            var incomplete = run.readOne(Run.INCOMPLETE);
            assertThat(Run.key(incomplete)).isEqualTo("shop");
            assertThat(incomplete.headers().lastHeader("platform").value())
                    .isEqualTo("web".getBytes(StandardCharsets.UTF_8));
            assertThat(Run.column(incomplete, AtomicField.DERIVED_CONTEXTS)).contains("se_va");
        }
    }

    @Test
    void writesJsonWhenAsked() {
        try (Run run = Run.of(Run.standard(PIPELINE).good(Output.to(Run.GOOD).as(EventFormat.JSON)))) {
            // when
            run.send(pageView("aid", "shop"));

            // then
            assertThat(run.readOne(Run.GOOD).value())
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"app_id\":\"shop\"");
        }
    }

    @Test
    void aBuiltTopologyKeepsItsSettings() {
        // given
        EnrichTopology.Builder builder = Run.standard(PIPELINE);
        Topology topology = builder.build();

        // when
        builder.good(Output.to("other").as(EventFormat.JSON));

        // then
        try (Run run = new Run(topology)) {
            run.send(pageView("aid", "shop"));
            assertThat(Run.column(run.readOne(Run.GOOD), AtomicField.APP_ID)).isEqualTo("shop");
        }
    }

    private static EnrichTopology.Builder more(StreamId source) {
        return Run.standard(PIPELINE).output(Output.to("more").named("more").from(source));
    }

    static Stream<Arguments> refusals() {
        EnrichTopology.Builder empty = EnrichTopology.builder(PIPELINE);
        return Stream.of(
                Arguments.of(empty, "no input topic"),
                Arguments.of(Run.standard(PIPELINE).input(), "no input topic"),
                Arguments.of(EnrichTopology.builder(PIPELINE).input("in").bad(Output.to("b")), "no good output"),
                Arguments.of(EnrichTopology.builder(PIPELINE).input("in").good(Output.to("g")), "no bad output"),
                Arguments.of(Run.standard(KEEPING), "no INCOMPLETE output"),
                Arguments.of(Run.standard(PIPELINE).incomplete(Output.to("i")), "does not keep incomplete events"),
                Arguments.of(
                        Run.standard(PIPELINE).bad(Output.to(Run.GOOD)), "'good' is both the good and the bad output"),
                Arguments.of(Run.standard(PIPELINE).good(Output.to(Run.IN)), "'in' is an input and the good output"),
                Arguments.of(
                        Run.standard(PIPELINE).inputPattern(Pattern.compile(".*d")),
                        "'good' is an input and the good output: an endless loop"),
                Arguments.of(more(StreamId.DUPLICATES), "'more' is of the stream duplicates, which nothing makes"),
                Arguments.of(
                        more(StreamId.DUPLICATES).deduplicate(Deduplication.within(Duration.ofDays(1))),
                        "'more' is of the stream duplicates"),
                Arguments.of(more(StreamId.json("x")), "'more' is of the stream json.x"),
                Arguments.of(more(StreamId.joined("x")), "'more' is of the stream joined.x"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatCannotWork(EnrichTopology.Builder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesLimitsThatHoldNoBadRow() {
        EnrichTopology.Builder builder = Run.standard(PIPELINE);

        assertThatCode(() -> builder.maxRecordBytes(10_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> builder.maxRecordBytes(9_999))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxRecordBytes = 9999, expected at least 10000");
    }

    @Test
    void refusesOutputsWithoutATopic() {
        assertThatThrownBy(() -> Output.to(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic must not be blank");
        assertThatThrownBy(() -> Output.to(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("topic");
    }
}
