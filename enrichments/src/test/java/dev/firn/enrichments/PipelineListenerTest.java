package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.EnrichmentResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told, how often, in which order. */
class PipelineListenerTest {

    private final List<String> told = new ArrayList<>();
    private final PipelineListener listener = new PipelineListener() {
        @Override
        public void received() {
            told.add("received");
        }

        @Override
        public void ended(Outcome outcome) {
            told.add(outcome.fold(
                    good -> "good",
                    bad -> Outcomes.kind(bad.row()),
                    incomplete -> "incomplete",
                    Outcome.Dropped::reason));
        }

        @Override
        public void crashed(Throwable problem) {
            told.add("crashed");
        }
    };

    @Test
    void everyRecordIsReceivedOnceAndEndsOncePerEvent() {
        // given
        EventPipeline pipeline = Pipelines.builder().listener(listener).build();

        // when
        pipeline.process(CollectorRecord.events(
                        Map.of("e", "pv", "p", "web", "tv", "x"),
                        Map.of("e", "pv", "p", "web", "tv", "x", "eid", "bad"))
                .bytes());
        pipeline.process(CollectorRecord.to("/robots.txt").networkUserId("abc").bytes());
        pipeline.process(new byte[0]);

        // then
        assertThat(told)
                .containsExactly(
                        "received",
                        "good",
                        "enrichment_failures",
                        "received",
                        "collector_payload_format_violation",
                        "collector_payload_format_violation",
                        "received",
                        "collector_payload_format_violation");
    }

    @Test
    void crashesAndDropsAreTold() {
        // given
        EventPipeline pipeline = Pipelines.builder()
                .listener(listener)
                .ids((record, index) -> {
                    throw new IllegalStateException();
                })
                .enrichments(List.of(Spy.custom(event -> new EnrichmentResult.Drop("robot"))))
                .build();

        // when
        pipeline.process(CollectorRecord.events(
                        Map.of("e", "pv", "p", "web", "tv", "x"),
                        Map.of("e", "pv", "p", "web", "tv", "x", "eid", Pipelines.NEW_ID.toString()))
                .bytes());

        // then
        assertThat(told).containsExactly("received", "crashed", "generic_error", "robot");
    }

    @Test
    void incompleteEventsAreTold() {
        EventPipeline pipeline = Pipelines.builder()
                .listener(listener)
                .options(Pipelines.options().keepingIncomplete())
                .build();

        pipeline.process(CollectorRecord.pixel("e=pv&tid=x").bytes());

        assertThat(told).containsExactly("received", "incomplete");
    }

    @Test
    void whoAsksIsToldHowLongEachPartOfARecordTook() {
        // given
        List<String> parts = new ArrayList<>();
        PipelineTimer timer = new PipelineTimer() {
            @Override
            public void stage(Stage stage, long nanos) {
                parts.add(stage.name());
                assertThat(nanos).isNotNegative();
            }

            @Override
            public void enrichment(String enrichment, long nanos) {
                parts.add(enrichment);
            }

            @Override
            public void record(long nanos) {
                parts.add("record");
            }
        };
        PipelineListener timing = new PipelineListener() {
            @Override
            public PipelineTimer timer() {
                return timer;
            }
        };
        EventPipeline pipeline = Pipelines.builder()
                .listener(listener.and(timing))
                .enrichments(List.of(Spy.custom(event -> EnrichmentResult.unchanged())))
                .build();

        // when
        pipeline.process(CollectorRecord.pixel("e=pv&p=web&tv=x").bytes());

        // then
        assertThat(parts)
                .containsExactly(
                        "LOAD",
                        "ADAPT",
                        "TRANSFORM",
                        "VALIDATE",
                        "probe",
                        "ENRICH",
                        "CHECK",
                        "MASK",
                        "FINISH",
                        "record");
        assertThat(told).containsExactly("received", "good");
    }
}
