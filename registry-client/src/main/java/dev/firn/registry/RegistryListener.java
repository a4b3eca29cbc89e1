package dev.firn.registry;

/**
 * Hears what an {@link IgluClient} does, for metrics and operators' logs. Called on the thread that does it, so
 * implementations are thread-safe and quick, and do not throw. Nothing is called when a cached schema is used in time.
 */
public interface RegistryListener {

    RegistryListener NONE = new RegistryListener() {};

    /** How one question to one registry ended. */
    enum Outcome {
        FOUND,
        NOT_FOUND,
        REPO_FAILURE,
        CLIENT_FAILURE
    }

    /** One registry was asked for a schema or a list, in-call retries included. */
    default void asked(String registry, Outcome outcome, long nanos) {}

    /** No registry gave the schema that an event or a configuration names; registries have just been asked. */
    default void unresolved(SchemaKey key, IgluError.Resolution error) {}

    /** A schema was used past its time, while it is fetched anew or because it could not be. */
    default void servedStale(SchemaKey key) {}

    /** A schema was compiled. */
    default void compiled(SchemaKey key, boolean usable, long nanos) {}

    /** A schema says of itself that it is another one than it was published as. */
    default void mislabelled(SchemaKey key, String registry) {}

    /** Entries that were not used lately made room for others: the cache may be too small. */
    default void evicted(int entries) {}
}
