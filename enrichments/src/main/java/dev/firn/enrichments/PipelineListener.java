package dev.firn.enrichments;

import dev.firn.serdes.badrow.BadRow;
import org.jspecify.annotations.Nullable;

/**
 * Told of facts about records that are worth counting. Called on the pipeline's thread for every record, so it must be
 * quick, thread-safe, and must not throw. A record that is processed again after a failure is told of again.
 */
public interface PipelineListener {

    PipelineListener NONE = new PipelineListener() {};

    /**
     * A record was taken from its topic; told before {@link #received}, and only by a topology.
     *
     * @param age of the record then, in milliseconds; negative when clocks differ
     */
    default void taken(long age) {}

    /** A record entered. */
    default void received() {}

    /**
     * Who is told how long the parts of the record that has entered take; null, which costs nothing, for nobody. Asked once
     * for each record, so that some can be picked.
     */
    default @Nullable PipelineTimer timer() {
        return null;
    }

    /** An event, or a payload without events, has ended. */
    default void ended(Outcome outcome) {}

    /** An event went on although a column was too long ({@code acceptInvalid}). */
    default void acceptedInvalid() {}

    /** An enrichment failed an event; its name. Told before {@link #ended}, and also of what {@link #misbehaved} tells. */
    default void enrichmentFailed(String enrichment) {}

    /** An enrichment broke its contract: threw, or set what it had not declared. Its name, and what happened. */
    default void misbehaved(String enrichment, Throwable problem) {}

    /** An event that tells what was replaced in another one was too large for a record, and is lost. */
    default void pseudonymisationTooLarge() {}

    /** A bug in the pipeline itself turned a payload into a {@code generic_error} bad row. */
    default void crashed(Throwable problem) {}

    /** A bad row was made of something else than an outcome: of plain JSON, or at an output. Only told by a topology. */
    default void refused(BadRow row) {}

    /** One that tells this one, and then the other. */
    default PipelineListener and(PipelineListener other) {
        return new PipelineListeners(this, other);
    }
}
