package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.Registry.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRegistryTest {

    private static final Duration BUDGET = Duration.ofSeconds(1);
    private static final Registry.Config CONFIG = Registry.Config.named("disk");

    @TempDir
    Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve("schemas").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static SchemaKey key(String path) {
        return SchemaKey.of("iglu:" + path);
    }

    @Test
    void readsADirectory() throws IOException {
        write("com.acme/x/jsonschema/1-0-0", "{\"ü\":1}");
        Registry registry = Registries.directory(CONFIG, root);

        assertThat(registry.schema(key("com.acme/x/jsonschema/1-0-0"), BUDGET)).isEqualTo(Answer.text("{\"ü\":1}"));
        assertThat(registry.schema(key("com.acme/x/jsonschema/1-0-1"), BUDGET)).isEqualTo(Answer.notFound());
        assertThat(registry.schema(key("com.acme/y/jsonschema/1-0-1"), BUDGET)).isEqualTo(Answer.notFound());
    }

    @Test
    void seesAFileThatCameLater() throws IOException {
        Registry registry = Registries.directory(CONFIG, root);
        Answer before = registry.schema(key("v/n/jsonschema/1-0-0"), BUDGET);
        write("v/n/jsonschema/1-0-0", "{}");

        assertThat(before).isEqualTo(Answer.notFound());
        assertThat(registry.schema(key("v/n/jsonschema/1-0-0"), BUDGET)).isEqualTo(Answer.text("{}"));
    }

    @Test
    void listsADirectoryByVersion() throws IOException {
        for (String version : List.of("1-0-10", "1-0-9", "1-0-0", "2-0-0", "1-1-0", "notes.txt", "1-0")) {
            write("v/n/jsonschema/" + version, "{}");
        }
        Registry registry = Registries.directory(CONFIG, root);

        assertThat(registry.list("v", "n", 1, BUDGET))
                .isEqualTo(
                        Answer.text(
                                "[\"iglu:v/n/jsonschema/1-0-0\",\"iglu:v/n/jsonschema/1-0-9\",\"iglu:v/n/jsonschema/1-0-10\",\"iglu:v/n/jsonschema/1-1-0\"]"));
        assertThat(registry.list("v", "n", 3, BUDGET)).isEqualTo(Answer.notFound());
        assertThat(registry.list("v", "m", 1, BUDGET)).isEqualTo(Answer.notFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "."})
    void staysInsideItsDirectory(String vendor) throws IOException {
        Files.createDirectories(root.resolve("schemas"));
        Path outside = Files.createDirectories(root.resolve("n/jsonschema"));
        Files.writeString(outside.resolve("1-0-0"), "{}");
        Registry registry = Registries.directory(CONFIG, root);

        assertThat(registry.schema(key(vendor + "/n/jsonschema/1-0-0"), BUDGET)).isEqualTo(Answer.notFound());
        assertThat(registry.list(vendor, "n", 1, BUDGET)).isEqualTo(Answer.notFound());
    }

    @Test
    void lacksWhatNoFileCanBeNamed() {
        Registry registry = Registries.directory(CONFIG, root);

        assertThat(registry.schema(key("v".repeat(300) + "/n/jsonschema/1-0-0"), BUDGET))
                .isEqualTo(Answer.notFound());
    }

    @Test
    void takesAFolderWhereAFileShouldBeForNothing() throws IOException {
        write("v/n/jsonschema/1-0-0/x", "{}");

        assertThat(Registries.directory(CONFIG, root).schema(key("v/n/jsonschema/1-0-0"), BUDGET))
                .isEqualTo(Answer.notFound());
    }

    @Test
    void reportsAFileThatIsTooLong() throws IOException {
        write("v/n/jsonschema/1-0-0", "1".repeat((1 << 20) + 1));

        assertThat(Registries.directory(CONFIG, root).schema(key("v/n/jsonschema/1-0-0"), BUDGET))
                .isEqualTo(Answer.failed(new RegistryError.RepoFailure("Schema exceeds 1048576 bytes")));
    }

    @Test
    void readsAndListsAJarByItsIndex() throws Exception {
        Path jar = root.resolve("schemas.jar");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Path folder = Files.createDirectories(zip.getPath("/mine/schemas/v/n/jsonschema"));
            Files.writeString(folder.resolve("1-0-0"), "{\"a\":1}");
            Files.writeString(folder.resolve("1-0-1"), "{\"a\":2}");
            Files.writeString(zip.getPath("/mine/index"), "v/n/jsonschema/1-0-0\nv/n/jsonschema/1-0-1\n");
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Registry registry =
                    new EmbeddedRegistry(CONFIG, Registry.Kind.EMBEDDED, ClasspathFiles.at(loader, "/mine/"), 1000);

            assertThat(registry.schema(key("v/n/jsonschema/1-0-1"), BUDGET)).isEqualTo(Answer.text("{\"a\":2}"));
            assertThat(registry.schema(key("v/n/jsonschema/1-0-2"), BUDGET)).isEqualTo(Answer.notFound());
            assertThat(registry.list("v", "n", 1, BUDGET))
                    .isEqualTo(Answer.text("[\"iglu:v/n/jsonschema/1-0-0\",\"iglu:v/n/jsonschema/1-0-1\"]"));
        }
    }

    @Test
    void readsTheClassPathWithoutAnIndexButDoesNotListIt() throws Exception {
        write("v/n/jsonschema/1-0-0", "{}");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, null)) {
            Registry registry =
                    new EmbeddedRegistry(CONFIG, Registry.Kind.EMBEDDED, ClasspathFiles.at(loader, ""), 1000);

            assertThat(registry.schema(key("v/n/jsonschema/1-0-0"), BUDGET)).isEqualTo(Answer.text("{}"));
            assertThat(registry.schema(key("../schemas/jsonschema/1-0-0"), BUDGET))
                    .isEqualTo(Answer.notFound());
            assertThat(registry.list("v", "n", 1, BUDGET)).isEqualTo(Answer.notFound());
        }
    }

    @Test
    void listsInMemorySchemas() {
        Registry registry = Registries.inMemory(
                "memory",
                List.of(
                        Schemas.object("iglu:v/n/jsonschema/1-0-1"),
                        Schemas.object("iglu:v/n/jsonschema/1-0-0"),
                        Schemas.object("iglu:v/m/jsonschema/1-0-0")));

        assertThat(registry.list("v", "n", 1, BUDGET))
                .isEqualTo(Answer.text("[\"iglu:v/n/jsonschema/1-0-0\",\"iglu:v/n/jsonschema/1-0-1\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iglu-central", "iglu-client-embedded"})
    void namesExactlyItsFilesInTheIndex(String folder) throws Exception {
        URI index = getClass().getResource("/" + folder + "/index").toURI();
        if (index.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(index, Map.of())) {
                assertIndexed(jar.getPath("/" + folder));
            }
        } else {
            assertIndexed(Path.of(index).getParent());
        }
    }

    private static void assertIndexed(Path folder) throws IOException {
        Path schemas = folder.resolve("schemas");
        try (Stream<Path> files = Files.walk(schemas)) {
            List<String> paths = files.filter(Files::isRegularFile)
                    .map(file -> schemas.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            assertThat(Files.readAllLines(folder.resolve("index"), StandardCharsets.UTF_8))
                    .isEqualTo(paths);
        }
    }

    @Test
    void findsEverySchemaOfIgluCentralUnderItsSelf() throws IOException {
        Registry central = Registries.igluCentralSnapshot().orElseThrow();
        int found = 0;
        List<String> paths;
        try (var lines = getClass().getResourceAsStream("/iglu-central/index")) {
            paths = new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        Documents documents = new Documents(RegistryListener.NONE, true);
        for (String path : paths) {
            SchemaKey key = SchemaKey.parsePath(path).orThrow();
            if (key.format().equals("jsonschema")) {
                assertThat(documents.schema(central, key, new Budget(BUDGET)))
                        .as(path)
                        .isInstanceOf(RegistrySource.Reply.Found.class);
                found++;
            }
        }
        assertThat(found).isEqualTo(660);
    }
}
