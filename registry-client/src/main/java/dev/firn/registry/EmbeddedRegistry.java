package dev.firn.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree of files {@code VENDOR/NAME/FORMAT/VERSION}, from the class path or a directory. */
final class EmbeddedRegistry implements Registry {

    private final Config config;
    private final Kind kind;
    private final SchemaFiles files;
    private final int maxBytes;

    EmbeddedRegistry(Config config, Kind kind, SchemaFiles files, int maxBytes) {
        this.config = config;
        this.kind = kind;
        this.files = files;
        this.maxBytes = maxBytes;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Answer schema(SchemaKey key, Duration budget) {
        try (InputStream in = files.open(key)) {
            return in == null ? Answer.notFound() : read(in);
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private Answer read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(maxBytes + 1);
        return bytes.length > maxBytes
                ? Answer.failed(new RegistryError.RepoFailure("Schema exceeds " + maxBytes + " bytes"))
                : Answer.text(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public Answer list(String vendor, String name, int model, Duration budget) {
        try {
            return ListText.answer(
                    vendor, name, files.versions(vendor, name).stream().filter(version -> version.model() == model));
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    /** Names the kind of trouble only: paths of this host have no place in bad rows. */
    private static Answer unreadable(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : null;
        return Answer.failed(new RegistryError.RepoFailure(
                "Unreadable: " + (reason == null ? e.getClass().getSimpleName() : reason)));
    }

    @Override
    public String toString() {
        return config.name() + " (" + files + ")";
    }

    /** Where the files are. */
    interface SchemaFiles {

        /** The file of one schema, or null when there is none. */
        @Nullable
        InputStream open(SchemaKey key) throws IOException;

        /** The versions of the JSON Schemas of this vendor and name, in any order. */
        List<SchemaVer> versions(String vendor, String name) throws IOException;
    }
}
