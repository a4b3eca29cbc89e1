package dev.firn.enrichments.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which source brings which location. */
class AssetSourcesTest {

    /** Brings the URI itself; found through {@code META-INF/services} of a class path made here. */
    public static final class Echo implements AssetSource {
        static int closed;

        @Override
        public Set<String> schemes() {
            return Set.of("echo", "https");
        }

        @Override
        public boolean accepts(URI location) {
            return !"no.example".equals(location.getHost());
        }

        @Override
        public Fetch fetch(URI location, AssetTarget target, @Nullable String known) throws IOException {
            if (location.getHost().equals("throws")) {
                throw new IllegalStateException("broken by ?token=geheim");
            }
            if (location.getHost().equals("lies")) {
                return new Fetch.Unchanged();
            }
            byte[] text = location.toString().getBytes(StandardCharsets.UTF_8);
            int more = location.getHost().equals("short") ? 1 : 0;
            target.receive(new ByteArrayInputStream(text), text.length + more);
            return new Fetch.Fetched(null, null);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @TempDir
    Path classPath;

    @Test
    void namesTheModuleThatIsMissing() {
        try (AssetStore store = AssetStore.builder(InstantSource.system()).build()) {
            assertRefused(store, "s3://bucket/key", "firn-assets-s3 is not on the class path");
            assertRefused(store, "gs://bucket/key", "firn-assets-gcs is not on the class path");
            assertRefused(store, "wasbs://c@a.blob.core.windows.net/key", "firn-assets-azure is not on the class path");
            assertRefused(store, "ftp://host/key?token=***", "(known schemes: file, http, https)");
        }
    }

    @Test
    void findsSourcesByTheirClassLoadersOnceEach() throws IOException {
        Echo.closed = 0;
        try (URLClassLoader plugin = plugin(Echo.class.getName());
                URLClassLoader inner = new URLClassLoader(new URL[0], plugin)) {
            try (AssetStore store = AssetStore.builder(InstantSource.system())
                    .classLoaders(List.of(plugin, inner))
                    .build()) {
                assertThat(read(store, "echo://host/a")).isEqualTo("echo://host/a");
                assertThat(read(store, "https://host/a"))
                        .as("asked before the built-in one")
                        .isEqualTo("https://host/a");
                assertThatThrownBy(() -> read(store, "echo://throws/a"))
                        .hasMessage("owner: geo: Cannot download echo://throws/a: broken by ?token=***");
                assertThatThrownBy(() -> read(store, "echo://lies/a"))
                        .hasMessageContaining("unchanged, says the server");
                assertThatThrownBy(() -> read(store, "echo://short/a"))
                        .hasMessageEndingWith("received 14 bytes instead of 15");
                assertThatThrownBy(() -> read(store, "echo://no.example/a"))
                        .hasMessageStartingWith("owner: geo: No client initialized to download echo://no.example/a");
            }
        }
        assertThat(Echo.closed).isEqualTo(1);
    }

    @Test
    void oneBrokenSourceDoesNotHideTheOthers() throws IOException {
        try (URLClassLoader plugin = plugin("no.such.Source\n" + Echo.class.getName());
                AssetStore store = AssetStore.builder(InstantSource.system())
                        .classLoaders(List.of(plugin))
                        .build()) {
            assertThat(read(store, "echo://host/a")).isEqualTo("echo://host/a");
            assertRefused(store, "s3://bucket/key", "no.such.Source");
        }
    }

    private URLClassLoader plugin(String services) throws IOException {
        Path folder = Files.createDirectories(classPath.resolve("META-INF/services"));
        Files.writeString(folder.resolve(AssetSource.class.getName()), services);
        return new URLClassLoader(
                new URL[] {classPath.toUri().toURL()}, getClass().getClassLoader());
    }

    private static void assertRefused(AssetStore store, String location, String part) {
        assertThatThrownBy(() -> read(store, location))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("owner: geo: No client initialized to download " + location)
                .hasMessageContaining(part);
    }

    private static String read(AssetStore store, String location) {
        return store.open("owner", Map.of("geo", location), files -> Files.readString(files.get("geo")))
                .current();
    }
}
