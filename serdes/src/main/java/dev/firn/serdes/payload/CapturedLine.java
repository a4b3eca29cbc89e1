package dev.firn.serdes.payload;

import java.util.function.Function;

/** What {@link CaptureJson#read} made of one line. */
public sealed interface CapturedLine {

    /** The line was a recorded request. */
    record Request(CollectorPayload payload) implements CapturedLine {
        @Override
        public <R> R fold(Function<CollectorPayload, R> request, Function<String, R> refused) {
            return request.apply(payload);
        }
    }

    /**
     * The line was something else.
     *
     * @param message for people: which key, and what it should hold
     */
    record Refused(String message) implements CapturedLine {
        @Override
        public <R> R fold(Function<CollectorPayload, R> request, Function<String, R> refused) {
            return refused.apply(message);
        }
    }

    /** Exactly one of the two functions is called. */
    <R> R fold(Function<CollectorPayload, R> request, Function<String, R> refused);
}
