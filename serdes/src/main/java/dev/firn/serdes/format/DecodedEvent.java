package dev.firn.serdes.format;

import dev.firn.serdes.event.EnrichedEvent;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What reading an enriched event brought: the event, or why there is none. Errors are those of the analytics SDKs. */
public sealed interface DecodedEvent {

    /** The event was read. */
    record Event(EnrichedEvent event) implements DecodedEvent {}

    /** The input is no enriched event. */
    sealed interface Failure extends DecodedEvent {

        /** One line for people; names columns and quotes at most a few characters of the input. */
        String message();
    }

    /** Not even two columns. */
    record NotTsv() implements Failure {
        @Override
        public String message() {
            return "NotTSV";
        }
    }

    /** A row with too few or too many columns. */
    record FieldNumberMismatch(int fieldCount) implements Failure {
        @Override
        public String message() {
            return "FieldNumberMismatch: " + fieldCount;
        }
    }

    /** JSON input only: a text that is no JSON object. */
    record NotJson(String message) implements Failure {}

    /** Columns that hold something else than their kind says; all of them, in column order. */
    record RowDecodingError(List<InvalidValue> errors) implements Failure {
        public RowDecodingError {
            errors = List.copyOf(errors);
        }

        @Override
        public String message() {
            return errors.stream()
                    .map(InvalidValue::message)
                    .collect(Collectors.joining("; ", "RowDecodingError: ", ""));
        }
    }

    /** One column's error. */
    record InvalidValue(String key, String value, String message) {}

    /** One function for each case. */
    default <R> R fold(
            Function<? super EnrichedEvent, ? extends R> event, Function<? super Failure, ? extends R> failure) {
        return this instanceof Event some ? event.apply(some.event()) : failure.apply((Failure) this);
    }

    /** The event, for input that is known to be right (tests). */
    default EnrichedEvent orThrow() {
        return fold(event -> event, failure -> {
            throw new IllegalArgumentException(failure.message());
        });
    }
}
