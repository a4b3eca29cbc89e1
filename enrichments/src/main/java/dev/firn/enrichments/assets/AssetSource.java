package dev.firn.enrichments.assets;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings files from one kind of place. Found by {@link java.util.ServiceLoader} (public, no-arg, cheap to construct: clients
 * are made when first needed) or given to the store's builder. One call at a time.
 */
public interface AssetSource extends AutoCloseable {

    /** The URI schemes it may know, in lower case. */
    Set<String> schemes();

    /** Whether it wants this location, which has one of its schemes; another source is asked when it does not. */
    default boolean accepts(URI location) {
        return true;
    }

    /**
     * Brings a file, unless it is still the one that was brought before. Tries again by itself what may pass.
     *
     * @param known the version that was brought before, if any
     * @throws IOException when it cannot; the message is the reason only, as callers add the location, and holds no secrets
     */
    Fetch fetch(URI location, AssetTarget target, @Nullable String known) throws IOException, InterruptedException;

    @Override
    default void close() {}

    /** What came of looking for a file. */
    sealed interface Fetch {

        /** It is the known version; nothing was written. */
        record Unchanged() implements Fetch {}

        /**
         * It was written to the target, completely.
         *
         * @param version what to ask with next time, if the place has such a thing; opaque
         * @param lastModified when the place says that the file was made
         */
        record Fetched(@Nullable String version, @Nullable Instant lastModified) implements Fetch {}
    }
}
