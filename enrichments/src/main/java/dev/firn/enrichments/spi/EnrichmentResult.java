package dev.firn.enrichments.spi;

import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an enrichment wants done to the event. */
public sealed interface EnrichmentResult {

    /** Nothing. */
    record Unchanged() implements EnrichmentResult {}

    /**
     * Columns to set (a null value clears one) and contexts to attach.
     *
     * @param columns when {@code contexts} or {@code unstruct_event} is among them, before masking, what they hold is parsed
     *     and validated again
     * @param contexts to go in front of those that earlier enrichments attached
     * @param replacing whether {@code contexts} take the place of all those of earlier enrichments instead
     * @param report an event that tells what was changed, for the stream of such events; left out where there is none
     */
    record Changes(
            List<Column> columns,
            List<SelfDescribingJson> contexts,
            boolean replacing,
            @Nullable SelfDescribingJson report)
            implements EnrichmentResult {

        public Changes(List<Column> columns, List<SelfDescribingJson> contexts) {
            this(columns, contexts, false, null);
        }

        /** @param value of the column's {@link AtomicField.Kind#type}, or null */
        public record Column(AtomicField field, @Nullable Object value) {}
    }

    /**
     * The event fails.
     *
     * @param messages {@code Simple} or {@code InputData}
     * @param columns set nevertheless, so that the bad row shows how far the enrichment came
     */
    record Failed(List<FailureMessage> messages, List<Changes.Column> columns) implements EnrichmentResult {
        public Failed {
            messages = List.copyOf(messages);
            columns = List.copyOf(columns);
        }

        public Failed(List<FailureMessage> messages) {
            this(messages, List.of());
        }
    }

    /** The event is to be left out of all streams; the reason becomes a metric's label, so keep it constant. */
    record Drop(String reason) implements EnrichmentResult {}

    static EnrichmentResult unchanged() {
        return ResultConstants.UNCHANGED;
    }

    static EnrichmentResult failed(String error) {
        return new Failed(List.of(new FailureMessage.Simple(error)));
    }

    /** Only contexts. */
    static EnrichmentResult contexts(List<SelfDescribingJson> contexts) {
        return contexts.isEmpty() ? unchanged() : new Changes(List.of(), contexts);
    }

    static ChangesBuilder changes() {
        return new ChangesBuilder();
    }

    /** Collects changes; used once. */
    final class ChangesBuilder {
        private final List<Changes.Column> columns = new ArrayList<>(8);
        private final List<SelfDescribingJson> contexts = new ArrayList<>(2);
        private boolean replacing;
        private @Nullable SelfDescribingJson report;

        private ChangesBuilder() {}

        public ChangesBuilder set(AtomicField field, @Nullable Object value) {
            columns.add(new Changes.Column(field, value));
            return this;
        }

        public ChangesBuilder attach(SelfDescribingJson context) {
            contexts.add(context);
            return this;
        }

        /** Makes the contexts attached here take the place of all those of earlier enrichments. */
        public ChangesBuilder replacingContexts() {
            replacing = true;
            return this;
        }

        /** An event that tells what was changed. */
        public ChangesBuilder report(SelfDescribingJson event) {
            report = event;
            return this;
        }

        public EnrichmentResult build() {
            return columns.isEmpty() && contexts.isEmpty() && !replacing && report == null
                    ? unchanged()
                    : new Changes(columns, contexts, replacing, report);
        }
    }
}
