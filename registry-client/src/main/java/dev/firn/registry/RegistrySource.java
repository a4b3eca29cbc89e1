package dev.firn.registry;

import org.jspecify.annotations.Nullable;

/**
 * One kind of question that registries answer: how to ask it and what to make of the document.
 *
 * @param <K> what is asked for
 * @param <V> what the document is made into
 */
interface RegistrySource<K, V> {

    /**
     * Longest key that registries are asked for. Events come from anyone, and servers answer an overlong URL with an
     * error that reads like a broken set-up; such a key is just not there.
     */
    int MAX_KEY_LENGTH = 512;

    String vendor(K key);

    /** Whether the key is too long to be asked for or remembered. */
    boolean isOversized(K key);

    /**
     * Asks one registry.
     *
     * @param known what the last document was made into, to be returned again when the document has not changed
     */
    Reply<V> ask(Registry registry, K key, @Nullable V known, Budget budget);

    default void servedStale(K key) {}

    /** @param known without asking */
    default void lookedUp(boolean known) {}

    /** What a registry's answer means. */
    sealed interface Reply<V> {
        record Found<V>(V value) implements Reply<V> {}

        record Failed<V>(RegistryError error) implements Reply<V> {}

        static <V> Reply<V> found(V value) {
            return new Found<>(value);
        }

        static <V> Reply<V> failed(RegistryError error) {
            return new Failed<>(error);
        }

        static <V> Reply<V> repoFailure(String message) {
            return new Failed<>(new RegistryError.RepoFailure(message));
        }

        static <V> Reply<V> clientFailure(String message) {
            return new Failed<>(new RegistryError.ClientFailure(message));
        }
    }
}
