package dev.firn.topology;

import static dev.firn.serdes.event.AtomicField.APP_ID;
import static dev.firn.topology.Requests.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.NewTopics;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.OutputConfigException;
import dev.firn.topology.output.OutputListener.Fate;
import dev.firn.topology.output.Partitioning;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.TopicNeeds;
import dev.firn.topology.output.TopicRule;
import dev.firn.topology.output.Topics;
import dev.firn.topology.output.Value;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Topics that depend on data, and what is refused before anything starts. */
class OutputTopicsTest {

    private static final TopicRule BY_APP = TopicRule.template("app.{app_id}", "app\\.[A-Za-z0-9_.-]+");

    private final Counts<Fate> counts = new Counts<>(Fate.class);

    private EnrichTopology.Builder standard() {
        return Run.standard(Pipelines.usual()).topics(Topics.ALL_EXIST).outputListener(counts::add);
    }

    private static Output more(TopicRule rule) {
        return Output.routed(rule).named("more");
    }

    @Test
    void namesComeFromDataWithUnderscoresForWhatTopicsCannotHave() {
        try (Run run = Run.of(standard().output(more(BY_APP)))) {
            // when
            run.send(pageView("aid", "shop"));
            run.send(pageView("aid", "Jäger & Söhne 😀"));

            // then
            assertThat(run.read("app.shop")).hasSize(1);
            assertThat(run.read("app.J_ger___S_hne__")).hasSize(1);
            assertThat(run.read(Run.BAD)).isEmpty();
        }
    }

    @Test
    void whatIsMissingHasAPlaceholder() {
        try (Run run = Run.of(standard().output(more(BY_APP.withMissing("none"))))) {
            // when
            run.send(pageView());

            // then
            assertThat(run.read("app.none")).hasSize(1);
        }
    }

    static Stream<Arguments> refusedEvents() {
        return Stream.of(
                Arguments.of(new String[] {}, "an expression of it has no value"),
                Arguments.of(new String[] {"aid", "z".repeat(250)}, "a topic cannot have the name app.zzz"),
                Arguments.of(new String[] {"aid", "not-this"}, "topic app.not-this cannot be written to"),
                Arguments.of(new String[] {"aid", "IN"}, "topic app.IN is an input"),
                Arguments.of(new String[] {"aid", "?"}, "topic app._ does not match app\\.[^_]+"));
    }

    @ParameterizedTest
    @MethodSource("refusedEvents")
    void withoutATopicAnEventIsABadRowOrGoesToTheFallback(String[] event, String problem) {
        // given
        TopicRule rule = TopicRule.template("app.{app_id}", "app\\.[^_]+");
        Topics topics = (topic, unknown, family) -> !topic.equals("app.not-this");

        for (boolean fallsBack : List.of(false, true)) {
            try (Run run = Run.of(EnrichTopology.builder(Pipelines.with(Pipelines.ANY_APP))
                    .inputPattern(Pattern.compile("in|app\\.IN"))
                    .good(Output.to(Run.GOOD))
                    .bad(Output.to(Run.BAD))
                    .output(more(fallsBack ? rule.fallingBackTo("rest") : rule))
                    .topics(topics)
                    .outputListener(counts::add))) {
                // when
                run.send(pageView(event));

                // then
                assertThat(run.read(Run.GOOD)).hasSize(1);
                assertThat(run.read("rest")).hasSize(fallsBack ? 1 : 0);
                assertThat(run.read(Run.BAD)).hasSize(fallsBack ? 0 : 1).allSatisfy(record -> assertThat(
                                ((BadRow.GenericError) Run.badRow(record).failure()).errors())
                        .singleElement()
                        .asString()
                        .startsWith("output 'more': topic = app.{app_id}: " + problem));
            }
        }
        assertThat(counts.of("more", Fate.TOPIC_REFUSED)).isEqualTo(2);
        assertThat(counts.of("more", Fate.WRITTEN)).isEqualTo(1);
    }

    @Test
    void badRowsAreSplitByType() {
        try (Run run = Run.of(standard()
                .bad(Output.routed(
                        TopicRule.template("bad.{type}", "bad\\.[a-z_]+").fallingBackTo("bad.rest"))))) {
            // when
            run.send(Requests.refused());
            run.send(new byte[] {1, 2, 3});

            // then
            assertThat(Run.badRow(run.readOne("bad.enrichment_failures"))
                            .failure()
                            .kind())
                    .isEqualTo(BadRow.Kind.ENRICHMENT_FAILURES);
            assertThat(Run.badRow(run.readOne("bad.collector_payload_format_violation"))
                            .failure()
                            .kind())
                    .isEqualTo(BadRow.Kind.COLLECTOR_PAYLOAD_FORMAT_VIOLATION);
            assertThat(run.read("bad.rest")).isEmpty();
        }
    }

    @Test
    void badRowsThatOutputsMakeGoToAllOutputsOfBadRows() {
        try (Run run = Run.of(standard()
                .output(Output.to("errors").named("errors").from(StreamId.BAD).filteredBy("type == 'generic_error'"))
                .output(more(BY_APP)))) {
            // when
            run.send(pageView());
            run.send(Requests.refused());

            // then
            assertThat(run.read("errors")).hasSize(1);
            assertThat(run.read(Run.BAD)).hasSize(2);
        }
    }

    static Stream<Arguments> refusedSettings() {
        Output json = Output.to("t").named("more").as(EventFormat.JSON);
        Output raw = Output.to("t").named("more").from(StreamId.RAW);
        return Stream.of(
                Arguments.of(Output.to("t").named("outputs"), "name", "is taken by a part of the topology"),
                Arguments.of(json.filteredBy("app_idd == 'x'"), "filter", "app_idd"),
                Arguments.of(json.filteredBy("app_id"), "filter", "expected"),
                Arguments.of(json.sampled(Sample.percent(5).by(Value.recordKey())), "sample", "expected a column"),
                Arguments.of(json.from(StreamId.BAD).keyedBy(APP_ID), "key", "only events have columns"),
                Arguments.of(json.keyedBy(Value.recordKey()), "key", "from itself"),
                Arguments.of(json.as(EventFormat.TSV).injecting("a", Value.constant("b")), "inject.a", "not into TSV"),
                Arguments.of(raw.injecting("a", Value.constant("b")), "inject.a", "not into BYTES"),
                Arguments.of(json.injecting("app_id", Value.constant("b")), "inject.app_id", "has a member"),
                Arguments.of(
                        json.injecting("contexts_com_acme_1", Value.constant("b")),
                        "inject.contexts_com_acme_1",
                        "has a member"),
                Arguments.of(
                        json.injecting("a", Value.constant("b")).injecting("a", Value.constant("c")),
                        "inject.a",
                        "twice"),
                Arguments.of(
                        json.from(StreamId.BAD).injecting("data", Value.constant("b")), "inject.data", "has a member"),
                Arguments.of(
                        json.withHeader("a", Value.constant("b")).withHeader("a", Value.constant("c")),
                        "headers.a",
                        "twice"),
                Arguments.of(raw.as(EventFormat.JSON), "format", "untouched"),
                Arguments.of(raw.newlineTerminated(), "newline", "untouched"),
                Arguments.of(json.as(EventFormat.BYTES), "format", "only raw items"),
                Arguments.of(json.from(StreamId.BAD).as(EventFormat.TSV), "format", "only events have columns"),
                Arguments.of(json.timestampedBy(Value.column(APP_ID)), "timestamp", "a column that is a timestamp"),
                Arguments.of(json.timestampedBy(Value.expression("1 + 1")), "timestamp", "expected"),
                Arguments.of(json.partitionedBy(Partitioning.byNumber("user_id")), "partitioner", "expected"),
                Arguments.of(more(TopicRule.template("a.{", "a\\..*")), "topic", "no }"),
                Arguments.of(more(TopicRule.template("a b {app_id}", "a.*")), "topic", "expected A-Z"),
                Arguments.of(
                        more(TopicRule.template("a.{app_id}", "a\\..*")).from(StreamId.BAD),
                        "topic",
                        "needs a fallback"),
                Arguments.of(more(TopicRule.template("a.{nope}", "a\\..*")), "topic", "nope"));
    }

    @ParameterizedTest
    @MethodSource("refusedSettings")
    void refusesSettingsThatCannotBeUsed(Output output, String property, String message) {
        EnrichTopology.Builder builder = standard().output(output);

        assertThatThrownBy(builder::build).isInstanceOfSatisfying(OutputConfigException.class, e -> {
            assertThat(e).hasMessageContaining("output '" + output.name() + "': " + property + ": ");
            assertThat(e).hasMessageContaining(message);
            assertThat(e.output()).isEqualTo(output.name());
            assertThat(e.property()).isEqualTo(property);
        });
    }

    static Stream<Arguments> refusedTopics() {
        return Stream.of(
                Arguments.of(
                        more(TopicRule.template("{app_id}", ".*")), "allows 'in', which is an input: an endless loop"),
                Arguments.of(
                        more(TopicRule.template("{app_id}", "g.*")),
                        "allows 'good', which is the topic of another output"),
                Arguments.of(more(BY_APP.fallingBackTo("in")), "'in' is an input and the more output: an endless loop"),
                Arguments.of(more(TopicRule.constant("good")), "topic 'good' is both the good and the more output"));
    }

    @ParameterizedTest
    @MethodSource("refusedTopics")
    void refusesTopicsThatWouldMix(Output output, String message) {
        EnrichTopology.Builder builder = standard().output(output);

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining(message);
    }

    @Test
    void refusesTopicsFromDataWhenNobodyKnowsWhichThereAre() {
        EnrichTopology.Builder builder = Run.standard(Pipelines.usual()).output(more(BY_APP));

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("call topics");
    }

    @Test
    void refusesOutputsWithoutANameAndNamesThatAreTaken() {
        EnrichTopology.Builder builder = standard().output(Output.to("a").named("a"));

        assertThatIllegalStateException()
                .isThrownBy(() -> builder.output(Output.to("b")))
                .withMessageContaining("without a name");
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.output(Output.to("b").named("a")))
                .withMessage("two outputs with the name 'a'");
    }

    @Test
    void refusesTemplatesWithoutAPatternAndConstantsWithOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Output.to("a.{app_id}"))
                .withMessageContaining("needs a pattern");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicRule.template("a", "a"))
                .withMessageContaining("for templates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicRule.template("{app_id}", "("))
                .withMessageContaining("topic pattern");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Output.to("a b"))
                .withMessageContaining("expected 1 to 249");
    }

    @Test
    void tellsWhichTopicsMustBeThere() {
        // when
        TopicNeeds needs = TopicNeeds.of(List.of(
                Output.to("a").named("a"),
                more(BY_APP.fallingBackTo("b").creating(NewTopics.defaults())),
                more(BY_APP)));

        // then
        assertThat(needs.names()).containsExactly("a", "b");
        assertThat(needs.mayMake("a")).isFalse();
        assertThat(needs.mayMake("b")).isTrue();
    }

    @Test
    void anOutputTellsWhoseItIs() {
        assertThat(more(BY_APP).ownedBy("growth").withTicket("AD-12"))
                .hasToString("more of growth (AD-12): good -> app.{app_id}");
    }
}
