package dev.firn.registry;

import java.util.function.Function;

/**
 * Result of reading an Iglu entity from text or JSON: the value, or the code that says why not.
 *
 * @param <T> the entity
 */
public sealed interface Decoded<T> {

    /** The value was read. */
    record Ok<T>(T value) implements Decoded<T> {}

    /** The input is no such entity. */
    record Invalid<T>(ParseError code) implements Decoded<T> {}

    static <T> Decoded<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Decoded<T> invalid(ParseError code) {
        return new Invalid<>(code);
    }

    /** One function for each case; both must be given. */
    default <R> R fold(Function<? super T, ? extends R> ok, Function<ParseError, ? extends R> invalid) {
        return this instanceof Ok<T> some ? ok.apply(some.value()) : invalid.apply(((Invalid<T>) this).code());
    }

    /** The value, for input that is known to be right (constants, tests). */
    default T orThrow() {
        return fold(value -> value, code -> {
            throw new IllegalArgumentException(code.name());
        });
    }
}
