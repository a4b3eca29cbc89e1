package dev.firn.topology;

import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.RecordTimestamps;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Enrichment in the DSL: a stream of outcomes, told apart by their kind. */
final class TypedStreams {

    private TypedStreams() {}

    static EnrichedStreams of(EventPipeline pipeline, KStream<?, byte[]> records) {
        KStream<String, Outcome> outcomes = enrich(pipeline, records);
        KStream<String, Outcome.Good> good = only(outcomes, Outcome.Good.class, EnrichTopology.GOOD);
        return new EnrichedStreams(
                good.mapValues(Outcome.Good::event, Named.as(EnrichTopology.GOOD + "-event")),
                only(outcomes, Outcome.Bad.class, EnrichTopology.BAD)
                        .mapValues(Outcome.Bad::row, Named.as(EnrichTopology.BAD + "-row")),
                only(outcomes, Outcome.Incomplete.class, EnrichTopology.INCOMPLETE),
                pii(good));
    }

    private static KStream<String, EnrichedEvent> pii(KStream<String, Outcome.Good> good) {
        // Keyed as the events that they are, not as the ones they tell of.
        return good.flatMap(
                (key, outcome) -> outcome.pseudonymisation() == null
                        ? List.of()
                        : List.of(KeyValue.pair(
                                String.valueOf(outcome.pseudonymisation().text(AtomicField.EVENT_ID)),
                                outcome.pseudonymisation())),
                Named.as(EnrichTopology.PII));
    }

    private static <K> KStream<String, Outcome> enrich(EventPipeline pipeline, KStream<K, byte[]> records) {
        return records.process(() -> new ToOutcomes<K>(pipeline), Named.as(EnrichTopology.ENRICH));
    }

    private static <T extends Outcome> KStream<String, T> only(
            KStream<String, Outcome> outcomes, Class<T> kind, String name) {
        return outcomes.filter((key, outcome) -> kind.isInstance(outcome), Named.as(name))
                .mapValues(kind::cast, Named.as(name + "-only"));
    }

    /** One record to its outcomes. */
    private static final class ToOutcomes<K> extends ContextualProcessor<K, byte[], String, Outcome> {
        private final EventPipeline pipeline;

        ToOutcomes(EventPipeline pipeline) {
            this.pipeline = pipeline;
        }

        @Override
        public void process(Record<K, byte[]> input) {
            Origin from = Origin.of(context());
            pipeline.listener().taken(context().currentSystemTimeMs() - input.timestamp());
            byte[] value = input.value() == null ? new byte[0] : input.value();
            List<Outcome> outcomes = pipeline.process(value, from.ids());
            for (int i = 0; i < outcomes.size(); i++) {
                Outcome outcome = outcomes.get(i);
                long timestamp = RecordTimestamps.of(
                        OutcomeTimestamps.collector(outcome),
                        input.timestamp(),
                        context().currentSystemTimeMs());
                context().forward(new Record<>(key(outcome, from.at(i)), outcome, timestamp));
            }
        }

        private static String key(Outcome outcome, Origin from) {
            String eventId = outcome.fold(
                    good -> good.event().text(AtomicField.EVENT_ID),
                    bad -> null,
                    incomplete -> incomplete.event().text(AtomicField.EVENT_ID),
                    dropped -> null);
            return eventId != null ? eventId : from.id().toString();
        }
    }
}
