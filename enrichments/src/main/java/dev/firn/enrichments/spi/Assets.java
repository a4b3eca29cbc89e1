package dev.firn.enrichments.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Gives enrichments their data files, wherever these come from, and keeps them up to date. Thread-safe. */
public interface Assets {

    /**
     * Makes one thing of some files, such as a database reader of a database file. When any of the files changes later, the
     * thing is made anew from all of them; when that fails, the old one stays.
     *
     * @param owner whose files they are, for messages and metrics: the enrichment's configuration name
     * @param locations where each file is, by a label that messages show: a URI ({@code file}, {@code http}, {@code https},
     *     or whatever more is on the class path) or a plain path. See {@link #location}.
     * @throws EnrichmentConfigException when a file cannot be had or the loader refuses it
     */
    <T> Asset<T> open(String owner, Map<String, String> locations, Loader<T> loader);

    /** Something made of files. */
    interface Asset<T> {
        /**
         * The newest usable state, which is immutable: ask once per event, and use what was given for the whole event.
         * Costs one volatile read.
         */
        T current();
    }

    /** Makes a thing of its files. May be called again at any time, on another thread than the one that enriches. */
    @FunctionalInterface
    interface Loader<T> {
        /**
         * Reads and checks the files completely: what is returned must be fit for use, and must not need the files any more,
         * as they may be replaced.
         *
         * @param files local copies, by the labels given to {@link Assets#open}
         * @throws IOException when a file cannot be read
         * @throws RuntimeException when its content is unfit; the message says why
         */
        T load(Map<String, Path> files) throws IOException;
    }

    /** Reads local files once; what changes later is not seen. */
    static Assets files() {
        return LocalFiles.INSTANCE;
    }

    /** The location of a file that a configuration names in the two parts {@code uri} and {@code database}. */
    static String location(String uri, String database) {
        return uri.endsWith("/") ? uri + database : uri + "/" + database;
    }
}
