package dev.firn.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ROOT/schemas/…} in a file system. Files may come and go; every question looks anew. */
final class DirectoryFiles implements EmbeddedRegistry.SchemaFiles {

    private static final int MAX_FILE_NAME = 255;

    private final Path schemas;

    DirectoryFiles(Path root) {
        this.schemas = root.resolve("schemas").normalize();
    }

    @Override
    public @Nullable InputStream open(SchemaKey key) throws IOException {
        Path file = inside(key.vendor(), key.name(), key.format(), key.version().toString());
        try {
            return file == null || Files.isDirectory(file) ? null : Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Puts a schema where {@link #open} finds it, whole or not at all; says whether that changed anything. */
    boolean write(SchemaKey key, String text) throws IOException {
        Path file = inside(key.vendor(), key.name(), key.format(), key.version().toString());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (file == null || (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes))) {
            return false;
        }
        Path folder = schemas.resolve(schemas.relativize(file).subpath(0, 3));
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, ".", ".draft");
        try {
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return true;
    }

    @Override
    public List<SchemaVer> versions(String vendor, String name) throws IOException {
        Path folder = inside(vendor, name, ListText.FORMAT);
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> Stream.ofNullable(SchemaVer.scan(String.valueOf(file.getFileName()), 0)))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /**
     * The path below the root. Null when no file can be there: {@code ..} is a vendor by its characters and would lead
     * out, and a name too long for the file system must read as "not found", not as trouble with the registry.
     */
    private @Nullable Path inside(String... parts) {
        Path path = schemas;
        for (String part : parts) {
            if (part.equals(".") || part.equals("..") || part.length() > MAX_FILE_NAME) {
                return null;
            }
            path = path.resolve(part);
        }
        return path;
    }

    @Override
    public String toString() {
        return schemas.toString();
    }
}
