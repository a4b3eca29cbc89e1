package dev.firn.enrichments.timelimit;

/**
 * An enrichment gave no result in time, or was not run because it did not so before. Thrown by an enrichment, it fails the
 * event with its message as it is, and the pipeline's listener is told. The message is complete text.
 */
public final class TimeLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TimeLimitException(String message) {
        super(message, null, false, false); // where it was noticed says nothing about where the time went
    }
}
