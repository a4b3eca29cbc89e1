package dev.firn.enrichments.spi;

/**
 * Hands out who is told of what enrichments keep and ask. An enrichment asks for them when it is made:
 *
 * <pre>{@code
 * CacheListener cache = resources.watch().cache("acme");
 * LookupListener lookups = resources.watch().lookups("acme");
 * }</pre>
 *
 * <p>The name is the enrichment's, with {@code /} and a word of its own behind it when there are several. Thread-safe.
 */
public interface Watch {

    /** Nobody is told of anything. */
    Watch NONE = new Watch() {};

    /** The same one for the same name. */
    default CacheListener cache(String name) {
        return CacheListener.NONE;
    }

    /** The same one for the same name. */
    default LookupListener lookups(String name) {
        return LookupListener.NONE;
    }
}
