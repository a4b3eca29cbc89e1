package dev.firn.enrichments;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EnrichmentResult.Changes;
import dev.firn.enrichments.timelimit.TimeLimitException;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one configured enrichment on an event and applies its result.
 *
 * <p>One that throws, or sets what it had not declared, fails the event under its own name and changes nothing; the other
 * events go on.
 */
final class EnrichmentStep implements Consumer<EventInProgress> {

    /** Levels that a context's data gets around it in the column. */
    private static final int ENVELOPES = 3;

    private static final Set<AtomicField> INPUT = EnumSet.of(AtomicField.CONTEXTS, AtomicField.UNSTRUCT_EVENT);

    private final Enrichment enrichment;
    private final Set<AtomicField> writes;
    private final EnrichmentFailure.Source source;
    private final @Nullable InputJson inputJson;
    private final PipelineListener listener;

    /** @param inputJson checks again what the enrichment made of the tracker's JSON; null for one that masks */
    EnrichmentStep(ConfiguredEnrichment configured, @Nullable InputJson inputJson, PipelineListener listener) {
        this.enrichment = configured.enrichment();
        this.inputJson = inputJson;
        this.writes = Set.copyOf(enrichment.writes());
        this.source = new EnrichmentFailure.Source(configured.configuration(), enrichment.name());
        this.listener = listener;
    }

    @Override
    public void accept(EventInProgress event) {
        if (event.dropReason() != null) {
            return;
        }
        Laps laps = event.laps();
        if (laps == null) {
            enrich(event);
        } else {
            long start = System.nanoTime();
            enrich(event);
            laps.end(source.identifier(), start);
        }
    }

    private void enrich(EventInProgress event) {
        try {
            apply(event, requireNonNull(enrichment.enrich(event), "no result"));
        } catch (Throwable e) {
            // The SPI forbids it, but a user's class must not be able to take the stream down. A machine that
            // lacks memory is no fault of the event.
            if (e instanceof VirtualMachineError lack && !(e instanceof StackOverflowError)) {
                throw lack;
            }
            misbehaved(
                    event,
                    e,
                    e instanceof TimeLimitException ? String.valueOf(e.getMessage()) : "Unexpected error: " + e);
        }
    }

    private void apply(EventInProgress event, EnrichmentResult result) {
        if (result instanceof Changes changes) {
            apply(event, changes);
        } else if (result instanceof EnrichmentResult.Failed failed) {
            set(event, failed.columns());
            fail(event, failed.messages());
        } else if (result instanceof EnrichmentResult.Drop drop) {
            event.drop(requireNonNull(drop.reason(), "dropped without a reason"));
        }
    }

    private void apply(EventInProgress event, Changes changes) {
        List<SelfDescribingJson> contexts = List.copyOf(changes.contexts());
        for (SelfDescribingJson context : contexts) {
            if (isTooDeep(context.data(), JsonText.MAX_DEPTH - ENVELOPES)) {
                String problem =
                        "attached a context " + context.schema() + " of more than " + JsonText.MAX_DEPTH + " levels";
                misbehaved(event, new IllegalStateException(problem), problem);
                return;
            }
        }
        if (!set(event, changes.columns())) {
            return;
        }
        if (changes.replacing()) {
            event.replaceContexts(contexts);
        } else if (!contexts.isEmpty()) {
            event.attach(contexts);
        }
        if (changes.report() != null) {
            event.report(changes.report());
        }
    }

    /** Sets all of the columns, or none when one of them must not be set so. */
    private boolean set(EventInProgress event, List<Changes.Column> columns) {
        for (Changes.Column column : columns) {
            String problem = problem(column);
            if (problem != null) {
                misbehaved(event, new IllegalStateException(problem), problem);
                return false;
            }
        }
        boolean touchesInput = false;
        for (Changes.Column column : columns) {
            event.columns.set(column.field(), column.value());
            touchesInput |= INPUT.contains(column.field());
        }
        if (touchesInput && inputJson != null) {
            checkAgain(event, inputJson);
        }
        return true;
    }

    private void checkAgain(EventInProgress event, InputJson input) {
        List<InputJson.Violation> violations = input.validate(event);
        if (violations.isEmpty()) {
            input.writeBack(event);
        } else {
            fail(
                    event,
                    violations.stream()
                            .map(violation -> asEnrichmentFailure(violation.message()))
                            .toList());
        }
    }

    /** Bad rows of this kind know fewer kinds of messages than those of schema violations. */
    private static FailureMessage asEnrichmentFailure(FailureMessage message) {
        if (message instanceof FailureMessage.NotIglu notIglu) {
            return new FailureMessage.Simple("changed JSON is not self-describing: " + notIglu.error());
        }
        return message instanceof FailureMessage.CriterionMismatch mismatch
                ? new FailureMessage.Simple(
                        "changed JSON is " + mismatch.schemaKey() + "; expected " + mismatch.schemaCriterion())
                : message;
    }

    private @Nullable String problem(Changes.Column column) {
        AtomicField field = column.field();
        if (!writes.contains(field)) {
            return "set column " + field.column() + ", which it had not declared";
        }
        Object value = column.value();
        if (value instanceof JsonNode json && isTooDeep(json, JsonText.MAX_DEPTH)) {
            return "set column " + field.column() + " to JSON of more than " + JsonText.MAX_DEPTH + " levels";
        }
        return value == null || field.kind().type().isInstance(value)
                ? null
                : "set column " + field.column() + " to a " + value.getClass().getSimpleName();
    }

    /** What is written to text, level by level, must not be deeper than what is read. */
    private static boolean isTooDeep(JsonNode value, int levels) {
        if (value.isContainerNode()) {
            if (levels == 0) {
                return true;
            }
            for (JsonNode child : value) {
                if (isTooDeep(child, levels - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void misbehaved(EventInProgress event, Throwable problem, String error) {
        listener.misbehaved(enrichment.name(), problem);
        fail(event, List.of(new FailureMessage.Simple(error)));
    }

    private void fail(EventInProgress event, List<FailureMessage> messages) {
        listener.enrichmentFailed(source.identifier());
        event.fail(messages.stream()
                .map(message -> new EnrichmentFailure(source, message))
                .toList());
    }
}
