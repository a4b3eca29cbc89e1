package dev.firn.enrichments.assets;

import java.time.Duration;
import java.util.List;

/**
 * Told what becomes of data files. Called on the thread that opens or refreshes, while other assets wait: be quick. What it
 * throws is dropped. Locations hold no secrets.
 */
public interface AssetListener {

    /** Hears nothing. */
    AssetListener SILENT = new AssetListener() {};

    /**
     * A new state is in use.
     *
     * @param bytes the length of all its files
     * @param duration of reading them, without downloads
     */
    default void loaded(String owner, List<String> locations, long bytes, Duration duration) {}

    /** All files are as before. */
    default void unchanged(String owner, List<String> locations) {}

    /**
     * A file could not be had, or its content is unfit; what was in use before stays in use. Told at each refresh, for as
     * long as it is so.
     *
     * @param location of the file, or those of all files when nobody can tell which it is
     */
    default void refused(String owner, String location, String reason) {}

    /** One that tells this one, and then the other, whatever this one throws. */
    default AssetListener and(AssetListener other) {
        return new AssetListeners(new CarefulListener(this), other);
    }
}
