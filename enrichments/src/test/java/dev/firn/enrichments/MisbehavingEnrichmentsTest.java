package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user's enrichment does wrong costs the events it did it to, and nothing else. */
class MisbehavingEnrichmentsTest {

    private static final CollectorRecord GOOD_AND_BAD = CollectorRecord.events(
            Map.of("e", "pv", "p", "web", "tv", "x"),
            Map.of("e", "pv", "p", "web", "tv", "x", "aid", "bad"),
            Map.of("e", "pp", "p", "web", "tv", "x"));

    private final List<String> reported = new ArrayList<>();
    private final PipelineListener listener = new PipelineListener() {
        @Override
        public void misbehaved(String enrichment, Throwable problem) {
            reported.add(enrichment);
        }

        @Override
        public void crashed(Throwable problem) {
            reported.add("crash " + problem);
        }
    };

    static Stream<Arguments> misdeeds() {
        return Stream.of(
                misdeed("Unexpected error: java.lang.IllegalStateException: broken", event -> {
                    throw new IllegalStateException("broken");
                }),
                misdeed("Unexpected error: java.lang.StackOverflowError", MisbehavingEnrichmentsTest::overflow),
                misdeed("Unexpected error: java.lang.NoClassDefFoundError: com/acme/Missing", event -> {
                    throw new NoClassDefFoundError("com/acme/Missing");
                }),
                misdeed("Unexpected error: java.io.IOException: unchecked", event -> {
                    throw Sneaky.of(new IOException("unchecked"));
                }),
                misdeed("Unexpected error: java.lang.AssertionError: not implemented", event -> {
                    throw new AssertionError("not implemented");
                }),
                misdeed("set column geo_city, which it had not declared", event -> set(AtomicField.GEO_CITY, "Busan")),
                misdeed("set column br_name to a Integer", event -> set(AtomicField.BR_NAME, 1)),
                misdeed("Unexpected error: java.lang.NullPointerException: no result", event -> null),
                misdeed(
                        "attached a context iglu:com.acme/deep/jsonschema/1-0-0 of more than 1000 levels",
                        event -> EnrichmentResult.contexts(List.of(new SelfDescribingJson(
                                SchemaKey.of("iglu:com.acme/deep/jsonschema/1-0-0"), nested(100_000))))),
                misdeed(
                        "Unexpected error: java.lang.NullPointerException",
                        event -> new Changes(
                                List.of(new Changes.Column(AtomicField.BR_NAME, "x")), Arrays.asList(null, null))),
                misdeed(
                        "Unexpected error: java.lang.NullPointerException: dropped without a reason",
                        event -> new EnrichmentResult.Drop(null)));
    }

    private static JsonNode nested(int levels) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i < levels; i++) {
            ObjectNode outer = JsonNodeFactory.instance.objectNode();
            outer.set("a", tree);
            tree = outer;
        }
        return tree;
    }

    private static Arguments misdeed(String error, Function<EventView, EnrichmentResult> body) {
        return Arguments.of(error, body);
    }

    /** What languages without checked exceptions throw. */
    private static final class Sneaky {
        @SuppressWarnings("unchecked")
        static <E extends Throwable> RuntimeException of(Throwable problem) throws E {
            throw (E) problem;
        }
    }

    @Test
    void aFullHeapIsNobodysEvent() {
        EventPipeline pipeline = pipeline(Spy.custom(event -> {
            throw new OutOfMemoryError();
        }));

        assertThatThrownBy(() -> pipeline.process(GOOD_AND_BAD.bytes())).isInstanceOf(OutOfMemoryError.class);
        assertThat(reported).isEmpty();
    }

    @Test
    void cannotChangeWhatOtherEnrichmentsSee() {
        EventPipeline pipeline = pipeline(
                Spy.custom(event -> {
                    event.pageQuery().clear();
                    return EnrichmentResult.unchanged();
                }),
                Spy.custom(event -> EnrichmentResult.failed("" + event.pageQuery())));

        assertThat(Outcomes.enrichmentMessages(
                        Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv&url=http://a.b/?x=1"))))
                .containsExactly(
                        new Simple("{x=1}"), new Simple("Unexpected error: java.lang.UnsupportedOperationException"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misdeeds")
    void failsItsEventOnlyUnderItsOwnName(String error, Function<EventView, EnrichmentResult> body) {
        // given
        EventPipeline pipeline = pipeline(Spy.custom(
                event ->
                        "bad".equals(event.text(AtomicField.APP_ID)) ? body.apply(event) : EnrichmentResult.unchanged(),
                AtomicField.BR_NAME));

        // when
        List<Outcome> outcomes = pipeline.process(GOOD_AND_BAD.bytes());

        // then
        assertThat(outcomes).hasSize(3);
        Outcomes.good(outcomes.get(0));
        Outcomes.good(outcomes.get(2));
        BadRow row = Outcomes.bad(outcomes.get(1));
        assertThat(((BadRow.EnrichmentFailures) row.failure()).messages())
                .containsExactly(new EnrichmentFailure(
                        new EnrichmentFailure.Source(Spy.CONFIGURATION, "probe"), new Simple(error)));
        assertThat(Outcomes.enriched(row).has(AtomicField.BR_NAME)).isFalse();
        assertThat(Outcomes.enriched(row).has(AtomicField.GEO_CITY)).isFalse();
        assertThat(reported).containsExactly("probe");
    }

    @Test
    void theOtherEnrichmentsStillRun() {
        // given
        EventPipeline pipeline = pipeline(
                Spy.inSlot("ip_lookups", event -> {
                    throw new IllegalStateException();
                }),
                Spy.custom(event -> EnrichmentResult.failed("later")));

        // when
        BadRow row = Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv"));

        // then
        assertThat(Outcomes.enrichmentMessages(row))
                .containsExactly(new Simple("later"), new Simple("Unexpected error: java.lang.IllegalStateException"));
    }

    @Test
    void aDroppedEventLeavesNothing() {
        // given
        EventPipeline pipeline = pipeline(
                Spy.inSlot(
                        "javascript_script_config",
                        event -> "bad".equals(event.text(AtomicField.APP_ID))
                                ? new EnrichmentResult.Drop("robot")
                                : EnrichmentResult.unchanged()),
                Spy.custom(event -> {
                    assertThat(event.text(AtomicField.APP_ID)).isNotEqualTo("bad");
                    return EnrichmentResult.unchanged();
                }));

        // when
        List<Outcome> outcomes = pipeline.process(GOOD_AND_BAD.bytes());

        // then
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(1)).isEqualTo(new Outcome.Dropped("robot"));
        assertThat(reported).isEmpty();
    }

    @Test
    void aLongErrorIsCutToWhatItsSchemaAllows() {
        EventPipeline pipeline = pipeline(Spy.custom(event -> EnrichmentResult.failed("x".repeat(10_000))));

        assertThat(Outcomes.enrichmentMessages(Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv"))))
                .containsExactly(new Simple("x".repeat(512)));
    }

    @ParameterizedTest
    @MethodSource("misdeeds")
    void nothingLeavesUnmasked(String error, Function<EventView, EnrichmentResult> body) {
        for (boolean incomplete : new boolean[] {false, true}) {
            // given
            EventPipeline.Options options = Pipelines.options();
            EventPipeline pipeline = Pipelines.builder()
                    .options(incomplete ? options.keepingIncomplete() : options)
                    .listener(listener)
                    .enrichments(List.of(Spy.inSlot("pii_enrichment_config", body, AtomicField.BR_NAME)))
                    .build();

            // when
            BadRow row = Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv&uid=alex"));

            // then
            assertThat(Outcomes.enrichmentMessages(row)).containsExactly(new Simple(error));
        }
    }

    @Test
    void aMaskingEnrichmentMayDrop() {
        EventPipeline pipeline =
                pipeline(Spy.inSlot("pii_enrichment_config", event -> new EnrichmentResult.Drop("private")));

        assertThat(Outcomes.only(pipeline, CollectorRecord.pixel("e=pv"))).isEqualTo(new Outcome.Dropped("private"));
    }

    private EventPipeline pipeline(ConfiguredEnrichment... enrichments) {
        return Pipelines.builder()
                .listener(listener)
                .enrichments(List.of(enrichments))
                .build();
    }

    private static EnrichmentResult set(AtomicField field, Object value) {
        return EnrichmentResult.changes()
                .set(AtomicField.BR_NAME, "good")
                .set(field, value)
                .build();
    }

    @SuppressWarnings("InfiniteRecursion")
    private static EnrichmentResult overflow(EventView event) {
        return overflow(event);
    }
}
