package dev.firn.enrichments;

import static java.util.Objects.requireNonNull;

import dev.firn.serdes.badrow.BadRow;
import org.jspecify.annotations.Nullable;

/** Two listeners as one; the first that wants to time a record times it. */
record PipelineListeners(PipelineListener first, PipelineListener second) implements PipelineListener {

    PipelineListeners {
        requireNonNull(first, "first");
        requireNonNull(second, "second");
    }

    @Override
    public void taken(long age) {
        first.taken(age);
        second.taken(age);
    }

    @Override
    public void received() {
        first.received();
        second.received();
    }

    @Override
    public @Nullable PipelineTimer timer() {
        PipelineTimer timer = first.timer();
        return timer == null ? second.timer() : timer;
    }

    @Override
    public void ended(Outcome outcome) {
        first.ended(outcome);
        second.ended(outcome);
    }

    @Override
    public void acceptedInvalid() {
        first.acceptedInvalid();
        second.acceptedInvalid();
    }

    @Override
    public void enrichmentFailed(String enrichment) {
        first.enrichmentFailed(enrichment);
        second.enrichmentFailed(enrichment);
    }

    @Override
    public void misbehaved(String enrichment, Throwable problem) {
        first.misbehaved(enrichment, problem);
        second.misbehaved(enrichment, problem);
    }

    @Override
    public void pseudonymisationTooLarge() {
        first.pseudonymisationTooLarge();
        second.pseudonymisationTooLarge();
    }

    @Override
    public void crashed(Throwable problem) {
        first.crashed(problem);
        second.crashed(problem);
    }

    @Override
    public void refused(BadRow row) {
        first.refused(row);
        second.refused(row);
    }
}
