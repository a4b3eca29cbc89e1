package dev.firn.app.config;

import java.util.List;
import java.util.function.Function;

/**
 * Result of reading something that an argument of the command line names.
 *
 * @param <T> what was asked for
 */
public sealed interface Loaded<T> {

    /** It was read. */
    record Ok<T>(T value) implements Loaded<T> {}

    /** It was not; one line for each fault, fit for the log. */
    record Failed<T>(List<String> problems) implements Loaded<T> {
        public Failed {
            problems = List.copyOf(problems);
        }
    }

    static <T> Loaded<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Loaded<T> failed(String problem) {
        return new Failed<>(List.of(problem));
    }

    /** One function for each case. */
    default <R> R fold(Function<? super T, ? extends R> ok, Function<List<String>, ? extends R> failed) {
        return this instanceof Ok<T> some ? ok.apply(some.value()) : failed.apply(((Failed<T>) this).problems());
    }
}
