package dev.firn.enrichments.lookup;

import java.util.List;

/** What a look-up came to. */
public sealed interface Answer<V> {

    /** It gave a value, which may be shared between threads. */
    record Ok<V>(V value) implements Answer<V> {}

    /**
     * It failed, for these reasons.
     *
     * @param texts without secrets: they go into bad rows
     * @param remember whether to give the same error again for a while; not when nothing was asked, as when a circuit is open
     */
    record Error<V>(List<String> texts, boolean remember) implements Answer<V> {
        public Error {
            texts = List.copyOf(texts);
        }
    }

    static <V> Answer<V> ok(V value) {
        return new Ok<>(value);
    }

    /** A failure that a cache remembers. */
    static <V> Answer<V> error(String... texts) {
        return new Error<>(List.of(texts), true);
    }

    /** A failure that a cache does not remember. */
    static <V> Answer<V> passing(String... texts) {
        return new Error<>(List.of(texts), false);
    }
}
