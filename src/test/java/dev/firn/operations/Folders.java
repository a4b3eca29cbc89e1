package dev.firn.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where these tests keep what processes say, and their results. */
final class Folders {

    private static final Path ALL = Path.of(System.getProperty("firn.operations.folder", "target/operations"))
            .toAbsolutePath();

    private Folders() {}

    static Path results() {
        try {
            return Files.createDirectories(ALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty one; that of the last run of the same name goes. */
    static Path fresh(String name) {
        Path folder = results().resolve(name);
        try {
            delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
