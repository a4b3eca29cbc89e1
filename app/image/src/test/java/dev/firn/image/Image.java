package dev.firn.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The image that the build made just now, read once for all tests. */
final class Image {

    private static final String FILE = "firn.image.archive";
    private static final String MAVEN = "firn.image.maven";

    private Image() {}

    /** Whether this build made one; an archive of an earlier build is not what these sources make. */
    static boolean isBuilt() {
        return !"offline=true".equals(System.getProperty(MAVEN)) && System.getProperty(FILE) != null;
    }

    static Path file() {
        return Path.of(System.getProperty(FILE));
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
