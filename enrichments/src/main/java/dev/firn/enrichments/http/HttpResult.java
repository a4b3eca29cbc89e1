package dev.firn.enrichments.http;

import dev.firn.enrichments.spi.LookupListener;
import dev.firn.registry.json.Utf8Text;

/** What became of one call. */
public sealed interface HttpResult {

    /** The service answered, with whatever status; a body of anything but a 2xx may be cut at the limit. */
    record Answer(int status, Utf8Text body) implements HttpResult {

        /** Whether the status is 2xx. */
        public boolean succeeded() {
            return status / 100 == 2;
        }

        /** For those to whom the status says it all. */
        public Failure statusFailure() {
            return new Failure(Kind.STATUS, "Request failed with status " + status);
        }
    }

    /**
     * There is no answer to use.
     *
     * @param text one line, fit for bad rows: without secrets, and short
     */
    record Failure(Kind kind, String text) implements HttpResult {}

    /** Why there is none. */
    enum Kind {
        /** Not complete in time; waiting for other calls to end counts. */
        TIMEOUT,
        /** No connection, or one that broke, or no HTTP on it. */
        CONNECT,
        /** A status that is not 2xx. */
        STATUS,
        /** A body that is not what was expected. */
        PARSE,
        /** Not asked at all, as earlier calls failed. Says nothing of the question, so do not cache it. */
        CIRCUIT,
        /** A longer body than is wanted. */
        TOO_LARGE,
        /** The thread was interrupted, and still is. Do not cache it. */
        INTERRUPTED;

        /** Whether the same call in a moment may well give something else, so that the failure is not worth keeping. */
        public boolean isPassing() {
            return this == CIRCUIT || this == INTERRUPTED;
        }

        /** As listeners are told of it. */
        LookupListener.Outcome outcome() {
            return LookupListener.Outcome.valueOf(name());
        }
    }
}
