package dev.firn.image;

import java.nio.file.Path;

/** Where the sources are. */
final class Repository {

    private Repository() {}

    /** A file or folder, by its path from the top folder. */
    static Path file(String path) {
        return Path.of(System.getProperty("firn.root", "../..")).resolve(path);
    }
}
