package dev.firn.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The image that the build made just now, read once for all tests. */
final class Image {

    /** Names the archive; tests that need it are skipped where none is built. */
    static final String ARCHIVE = "firn.image.archive";

    private Image() {}

    static Path file() {
        return Path.of(System.getProperty(ARCHIVE));
    }

    static OciArchive archive() {
        return Holder.ARCHIVE;
    }

    private static final class Holder {

        static final OciArchive ARCHIVE = read();

        private static OciArchive read() {
            try {
                return OciArchive.read(file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
