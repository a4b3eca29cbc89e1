package dev.firn.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ROOT/schemas/…} on the class path. A jar cannot be listed like a folder, so {@code ROOT/index} names the files,
 * one {@code VENDOR/NAME/FORMAT/VERSION} a line. With an index, what it lacks is not searched for: a miss costs a hash
 * look-up and not a walk through every jar, however many unknown schemas hostile events name.
 */
final class ClasspathFiles implements EmbeddedRegistry.SchemaFiles {

    private final ClassLoader loader;
    /** Empty, or ending in a slash. */
    private final String root;

    private final @Nullable Set<String> index;

    private ClasspathFiles(ClassLoader loader, String root, @Nullable Set<String> index) {
        this.loader = loader;
        this.root = root;
        this.index = index;
    }

    /** @param path with or without slashes around it */
    static ClasspathFiles at(ClassLoader loader, String path) {
        String trimmed = path.replaceAll("^/+|/+$", "");
        String root = trimmed.isEmpty() ? "" : trimmed + '/';
        return new ClasspathFiles(loader, root, readIndex(loader, root));
    }

    /** Whether the class path has anything there. */
    boolean exists() {
        return index != null || loader.getResource(root + "schemas") != null;
    }

    private static @Nullable Set<String> readIndex(ClassLoader loader, String root) {
        InputStream in = loader.getResourceAsStream(root + "index");
        if (in == null) {
            return null;
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("class path " + root + "index", e);
        }
    }

    @Override
    public @Nullable InputStream open(SchemaKey key) {
        String path = key.path();
        boolean leadsOut = key.vendor().equals("..") || key.vendor().equals(".");
        return leadsOut || (index != null && !index.contains(path))
                ? null
                : loader.getResourceAsStream(root + "schemas/" + path);
    }

    @Override
    public List<SchemaVer> versions(String vendor, String name) {
        String folder = vendor + '/' + name + '/' + ListText.FORMAT + '/';
        return index == null
                ? List.of()
                : index.stream()
                        .filter(path -> path.startsWith(folder))
                        .flatMap(path -> Stream.ofNullable(SchemaVer.scan(path, folder.length())))
                        .toList();
    }

    @Override
    public String toString() {
        return "class path " + root;
    }
}
