package dev.firn.enrichments.spi;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Told of every question to a service or a database when it ended, on the thread that asked: be quick, thread-safe, and do
 * not throw.
 */
@FunctionalInterface
public interface LookupListener {

    LookupListener NONE = (outcome, took) -> {};

    /** How a question can end. */
    enum Outcome {
        /** With an answer: of an HTTP service with status 2xx, of a database with rows or none. */
        SUCCESS,
        /** Not complete in time; waiting for other calls to end counts. */
        TIMEOUT,
        /** No connection, or one that broke. */
        CONNECT,
        /** A status that is not 2xx, or the refusal of a query. */
        STATUS,
        /** A body that is not what was expected. */
        PARSE,
        /** Not asked at all, as the circuit is open. */
        CIRCUIT,
        /** A longer body than is wanted. */
        TOO_LARGE,
        /** The thread was interrupted. */
        INTERRUPTED
    }

    /** @param took from the question to the result, also of calls that waited or were not made at all */
    void ended(Outcome outcome, Duration took);

    /**
     * Where to ask, at any time, whether the circuit is open; called once, before the first question, by those that have
     * one.
     */
    default void circuit(BooleanSupplier isOpen) {}
}
