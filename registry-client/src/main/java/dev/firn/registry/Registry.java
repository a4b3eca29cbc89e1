package dev.firn.registry;

import java.time.Duration;
import java.util.List;

/**
 * A place that keeps schemas. {@link Registries} makes the usual kinds; anything else that can give the text of a schema
 * may be one too.
 *
 * <p>Implementations are thread-safe, may block up to the given budget, cache nothing ({@link IgluClient} does), and
 * answer every failure as a value.
 */
public interface Registry extends AutoCloseable {

    /** Name, priority and preferred vendors. The same object or an equal one at every call. */
    Config config();

    Kind kind();

    /**
     * The text of one schema.
     *
     * @param budget how long the caller waits at most; positive
     */
    Answer schema(SchemaKey key, Duration budget);

    /**
     * The text of the list of the JSON Schemas of one model: a JSON array of Iglu URIs, oldest version first.
     *
     * @param budget how long the caller waits at most; positive
     */
    Answer list(String vendor, String name, int model, Duration budget);

    @Override
    default void close() {}

    /**
     * What the resolver configuration says about every registry.
     *
     * @param name unique in a client; part of bad rows and metrics
     * @param priority among registries of the same kind the lower one is asked first
     * @param vendorPrefixes vendors starting with one of these are looked up here first; the empty text fits all
     */
    record Config(String name, int priority, List<String> vendorPrefixes) {
        public Config {
            vendorPrefixes = List.copyOf(vendorPrefixes);
        }

        public static Config named(String name) {
            return new Config(name, 0, List.of());
        }

        boolean prefers(String vendor) {
            for (String prefix : vendorPrefixes) {
                if (vendor.startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Kinds in the order in which they are asked, cheap ones first. */
    enum Kind {
        IN_MEMORY(1),
        /** Class path or directory. */
        EMBEDDED(2),
        HTTP(100),
        /** Asked when all others have failed: what was known before. */
        FALLBACK(1000);

        private final int rank;

        Kind(int rank) {
            this.rank = rank;
        }

        int rank() {
            return rank;
        }
    }

    /** What a registry says to one question. */
    sealed interface Answer {

        /** The document, not looked into yet. */
        record Text(String text) implements Answer {}

        record Failed(RegistryError error) implements Answer {}

        static Answer text(String text) {
            return new Text(text);
        }

        static Answer failed(RegistryError error) {
            return new Failed(error);
        }

        static Answer notFound() {
            return new Failed(new RegistryError.NotFound());
        }
    }
}
