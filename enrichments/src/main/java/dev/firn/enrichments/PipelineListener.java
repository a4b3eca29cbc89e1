package dev.firn.enrichments;

/**
 * Told of facts about records that are worth counting. Called on the pipeline's thread for every record, so it must be
 * quick, thread-safe, and must not throw.
 */
public interface PipelineListener {

    PipelineListener NONE = new PipelineListener() {};

    /** A record entered. */
    default void received() {}

    /** An event, or a payload without events, has ended. */
    default void ended(Outcome outcome) {}

    /** An event went on although a column was too long ({@code acceptInvalid}). */
    default void acceptedInvalid() {}

    /** An enrichment broke its contract: threw, or set what it had not declared. Its name, and what happened. */
    default void misbehaved(String enrichment, Throwable problem) {}

    /** An event that tells what was replaced in another one was too large for a record, and is lost. */
    default void pseudonymisationTooLarge() {}

    /** A bug in the pipeline itself turned a payload into a {@code generic_error} bad row. */
    default void crashed(Throwable problem) {}
}
