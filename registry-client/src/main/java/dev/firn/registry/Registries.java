package dev.firn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the usual kinds of {@link Registry}. */
public final class Registries {

    /** The registry that every {@link IgluClient} has in front; its name is reserved. */
    public static final String EMBEDDED_NAME = "Iglu Client Embedded";

    /** The schemas that {@link #igluCentralSnapshot} holds go by this name. */
    public static final String CENTRAL_NAME = "Iglu Central";

    private static final String CENTRAL_ROOT = "iglu-central";

    static final int MAX_SCHEMA_BYTES = 1 << 20;

    private Registries() {}

    /** Schemas given as trees, by key. */
    public static Registry inMemory(Registry.Config config, Map<SchemaKey, JsonNode> schemas) {
        Map<SchemaKey, String> texts = new LinkedHashMap<>();
        schemas.forEach((key, schema) -> texts.put(key, JsonText.write(schema)));
        return new InMemoryRegistry(config, texts);
    }

    /**
     * Self-describing schemas, each found under its own {@code self}.
     *
     * @throws IllegalArgumentException for a schema without a proper {@code self}
     */
    public static Registry inMemory(String name, Collection<? extends JsonNode> schemas) {
        Map<SchemaKey, JsonNode> byKey = new LinkedHashMap<>();
        schemas.forEach(
                schema -> byKey.put(SelfDescribingSchema.of(schema).orThrow().self(), schema));
        return inMemory(Registry.Config.named(name), byKey);
    }

    /** The folder {@code schemas} below {@code root}, read anew at every question. */
    public static Registry directory(Registry.Config config, Path root) {
        return new EmbeddedRegistry(config, Registry.Kind.EMBEDDED, new DirectoryFiles(root), MAX_SCHEMA_BYTES);
    }

    /** As {@link #directory}, but asked last of all. */
    public static Registry fallbackDirectory(Registry.Config config, Path root) {
        return new EmbeddedRegistry(config, Registry.Kind.FALLBACK, new DirectoryFiles(root), MAX_SCHEMA_BYTES);
    }

    /**
     * The folder {@code schemas} below {@code root} on the class path of this class. Lists need a file
     * {@code ROOT/index} with one path ({@code VENDOR/NAME/FORMAT/VERSION}) a line; when it exists, only what it names
     * is found.
     */
    public static Registry classpath(Registry.Config config, String root) {
        return classpath(config, root, Registries.class.getClassLoader());
    }

    /** As {@link #classpath(Registry.Config, String)}, but on the class path of this loader. */
    public static Registry classpath(Registry.Config config, String root, ClassLoader loader) {
        return classpath(config, Registry.Kind.EMBEDDED, root, loader);
    }

    /** As {@link #classpath(Registry.Config, String, ClassLoader)}, but asked last of all. */
    public static Registry fallbackClasspath(Registry.Config config, String root, ClassLoader loader) {
        return classpath(config, Registry.Kind.FALLBACK, root, loader);
    }

    private static Registry classpath(Registry.Config config, Registry.Kind kind, String root, ClassLoader loader) {
        return new EmbeddedRegistry(config, kind, ClasspathFiles.at(loader, root), MAX_SCHEMA_BYTES);
    }

    /** A registry server or a static registry. Opens no connection yet. */
    public static Registry http(Registry.Config config, HttpSettings settings) {
        return new HttpRegistry(config, settings);
    }

    /** The schemas of Iglu Central as of a release of Firn; empty unless {@code firn-iglu-central} is on the class path. */
    public static Optional<Registry> igluCentralSnapshot() {
        return files(CENTRAL_ROOT).exists()
                ? Optional.of(classpath(Registry.Config.named(CENTRAL_NAME), CENTRAL_ROOT))
                : Optional.empty();
    }

    /** What every client needs to read its own configuration. */
    static Registry embedded() {
        return classpath(Registry.Config.named(EMBEDDED_NAME), "iglu-client-embedded");
    }

    /**
     * What {@code connection.embedded.path} of a resolver configuration means: a directory if there is one, else a place
     * on the class path.
     */
    static Registry embedded(Registry.Config config, String path) {
        return isDirectory(path) ? directory(config, Path.of(path)) : classpath(config, path);
    }

    /** Whether {@link #embedded(Registry.Config, String)} has anything to read there. */
    static boolean isEmbedded(String path) {
        return isDirectory(path) || files(path).exists();
    }

    private static boolean isDirectory(String path) {
        try {
            return Files.isDirectory(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static ClasspathFiles files(String root) {
        return ClasspathFiles.at(Registries.class.getClassLoader(), root);
    }
}
