package dev.firn.registry;

/**
 * Hears what an {@link IgluClient} does, for metrics and operators' logs. Called on the thread that does it, so
 * implementations are thread-safe and quick, and do not throw. {@link #checked} and {@link #lookedUp} are called for every
 * piece of JSON; all else is rare.
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

    /** What a piece of JSON turned out to be. */
    enum Validity {
        VALID,
        INVALID,
        /** No registry gave its schema. */
        UNRESOLVED
    }

    /** A piece of JSON was compared with its schema. */
    default void checked(SchemaKey key, Validity validity) {}

    /**
     * The schema of a piece of JSON was looked up.
     *
     * @param known whether at once, be it that there is none; else registries were asked
     */
    default void lookedUp(boolean known) {}

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
