package dev.firn.enrichments.assets;

import java.io.IOException;

/** One location that is looked at again and again. Not thread-safe: the store's lock guards it. */
sealed interface TrackedFile permits LocalFile, RemoteFile {

    Location location();

    /**
     * Finds the newest content.
     *
     * @throws IOException when there is none that can be used; see {@link Reason}
     */
    FileCopy look() throws IOException, InterruptedException;

    /** Whether a copy that was found before is still what a reader of its path gets, byte by byte. */
    boolean holds(FileCopy copy) throws IOException;
}
