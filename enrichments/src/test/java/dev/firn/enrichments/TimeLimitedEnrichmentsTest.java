package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.timelimit.TimeLimitException;
import dev.firn.enrichments.timelimit.TimeLimited;
import dev.firn.enrichments.timelimit.TimeLimitedEnrichment;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.event.AtomicField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a user's enrichment does with one event, the stream and the next event go on. */
@Timeout(60)
class TimeLimitedEnrichmentsTest {

    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final AtomicBoolean STOP = new AtomicBoolean();
    private static final ReentrantLock TAKEN = new ReentrantLock();

    private static final CollectorRecord BAD_THEN_GOOD = CollectorRecord.events(
            Map.of("e", "pv", "p", "web", "tv", "x", "aid", "bad"), Map.of("e", "pp", "p", "web", "tv", "x"));

    private final List<String> reported = new ArrayList<>();
    private final List<TimeLimitedEnrichment> opened = new ArrayList<>();

    @AfterEach
    void close() {
        STOP.set(true);
        opened.forEach(TimeLimitedEnrichment::close);
    }

    static Stream<Arguments> misdeeds() {
        return Stream.of(
                misdeed("probe gave no result within PT0.05S", event -> {
                    while (!STOP.get()) {
                        Thread.onSpinWait();
                    }
                    return null;
                }),
                misdeed("probe gave no result within PT0.05S", event -> {
                    TAKEN.lock();
                    TAKEN.unlock();
                    return null;
                }),
                misdeed("Unexpected error: java.lang.IllegalStateException: broken", event -> {
                    throw new IllegalStateException("broken");
                }),
                misdeed("Unexpected error: java.lang.StackOverflowError", TimeLimitedEnrichmentsTest::overflow),
                misdeed("Unexpected error: java.lang.NoClassDefFoundError: com/acme/Missing", event -> {
                    throw new NoClassDefFoundError("com/acme/Missing");
                }),
                misdeed("set column geo_city, which it had not declared", event -> set(AtomicField.GEO_CITY, "Busan")),
                misdeed("set column br_name to a Integer", event -> set(AtomicField.BR_NAME, 1)),
                misdeed("Unexpected error: java.lang.NullPointerException: no result", event -> null));
    }

    private static Arguments misdeed(String error, Function<EventView, EnrichmentResult> body) {
        return Arguments.of(error, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misdeeds")
    void failsItsEventOnly(String error, Function<EventView, EnrichmentResult> body) {
        STOP.set(false);
        TAKEN.lock();
        try {
            // given
            EventPipeline pipeline = pipeline(event ->
                    "bad".equals(event.text(AtomicField.APP_ID)) ? body.apply(event) : set(AtomicField.BR_NAME, "ok"));

            // when
            List<Outcome> outcomes = pipeline.process(BAD_THEN_GOOD.bytes());

            // then
            assertThat(Outcomes.enrichmentMessages(Outcomes.bad(outcomes.get(0))))
                    .containsExactly(new Simple(error));
            assertThat(Outcomes.good(outcomes.get(1)).text(AtomicField.BR_NAME)).isEqualTo("ok");
            assertThat(reported).hasSize(1);
        } finally {
            TAKEN.unlock();
        }
    }

    @Test
    void turnsAnEnrichmentOffThatKeepsHanging() {
        // given
        STOP.set(false);
        EventPipeline pipeline = pipeline(event -> {
            while (!STOP.get()) {
                Thread.onSpinWait();
            }
            return EnrichmentResult.unchanged();
        });
        List<String> errors = new ArrayList<>();

        // when
        for (int i = 0; i < 12; i++) {
            errors.add(((Simple) Outcomes.enrichmentMessages(Outcomes.bad(pipeline, CollectorRecord.pixel("e=pv")))
                            .get(0))
                    .error());
        }

        // then
        assertThat(errors.subList(0, 8)).containsOnly("probe gave no result within PT0.05S");
        assertThat(errors.subList(8, 12)).containsOnly("probe was not run: 8 earlier calls have not ended yet");
        assertThat(reported).hasSize(12);
    }

    @Test
    void closesAnEnrichmentThatKeepsHanging() {
        // given
        STOP.set(false);
        AtomicBoolean closed = new AtomicBoolean();
        TimeLimitedEnrichment limited = new TimeLimitedEnrichment(
                new Enrichment() {
                    @Override
                    public String name() {
                        return "hanging";
                    }

                    @Override
                    public Set<AtomicField> writes() {
                        return Set.of();
                    }

                    @Override
                    public EnrichmentResult enrich(EventView event) {
                        while (!STOP.get()) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        return EnrichmentResult.unchanged();
                    }

                    @Override
                    public void close() {
                        closed.set(true);
                    }
                },
                LIMIT);
        EventView event = EventFixture.event().view();
        for (int i = 0; i < TimeLimited.MAX_ABANDONED; i++) {
            assertThatThrownBy(() -> limited.enrich(event)).isInstanceOf(TimeLimitException.class);
        }

        // when
        limited.close();

        // then
        assertThat(closed).isTrue();
    }

    @Test
    void showsAnEventThatNoLaterStepChanges() {
        // given
        List<EventView> seen = new ArrayList<>();
        EventPipeline pipeline = pipeline(event -> {
            seen.add(event);
            return set(AtomicField.BR_NAME, "later");
        });

        // when
        Outcomes.good(pipeline, CollectorRecord.pixel("e=pv&aid=shop"));

        // then
        assertThat(seen.get(0).text(AtomicField.APP_ID)).isEqualTo("shop");
        assertThat(seen.get(0).has(AtomicField.BR_NAME)).isFalse();
    }

    private EventPipeline pipeline(Function<EventView, EnrichmentResult> body) {
        ConfiguredEnrichment spy = Spy.custom(body, AtomicField.BR_NAME);
        TimeLimitedEnrichment limited = new TimeLimitedEnrichment(spy.enrichment(), LIMIT);
        opened.add(limited);
        return Pipelines.builder()
                .listener(new PipelineListener() {
                    @Override
                    public void misbehaved(String enrichment, Throwable problem) {
                        reported.add(enrichment);
                    }
                })
                .enrichments(List.of(new ConfiguredEnrichment(spy.configuration(), limited)))
                .build();
    }

    private static EnrichmentResult set(AtomicField field, Object value) {
        return EnrichmentResult.changes().set(field, value).build();
    }

    @SuppressWarnings("InfiniteRecursion")
    private static EnrichmentResult overflow(EventView event) {
        return overflow(event);
    }
}
