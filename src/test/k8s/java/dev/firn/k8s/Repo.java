package dev.firn.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where things are. */
final class Repo {

    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("firn.root"), "firn.root"));
    static final Path K8S = ROOT.resolve("k8s");
    static final Path STRIMZI = K8S.resolve("strimzi");

    private Repo() {}

    static Path overlay(String name) {
        return K8S.resolve("overlays").resolve(name);
    }

    static Path component(String name) {
        return K8S.resolve("components").resolve(name);
    }

    /** All files below a folder whose names end so, sorted. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
