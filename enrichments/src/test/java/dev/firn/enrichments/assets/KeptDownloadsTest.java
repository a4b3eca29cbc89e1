package dev.firn.enrichments.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier start downloaded helps a later one. */
@Timeout(60)
class KeptDownloadsTest {

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private final WholeText loader = new WholeText();
    private final FileServer server = new FileServer().usually(FileServer.tagged("one."));

    @BeforeEach
    void anEarlierStart() {
        assertThat(start(options -> options)).isEqualTo("one.");
        server.requests.clear();
        heard.news();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isAskedForWithItsVersion() throws IOException {
        assertThat(start(options -> options)).isEqualTo("one.");
        assertThat(server.requests).singleElement().asString().contains(" if not ");
        assertThat(files()).hasSize(2);
    }

    @Test
    void isUsedWhenTheServerIsDown() {
        server.usually(FileServer.status(404));
        assertThat(start(options -> options)).isEqualTo("one.");
        assertThat(heard.news())
                .containsExactly(
                        "refused owner " + server.at("/geo.txt") + ": status 404; using an earlier download",
                        "loaded owner 4 bytes");
    }

    @Test
    void isUsedWhenWhatCameIsUnfit() throws IOException {
        server.usually(FileServer.tagged("garbage"));
        assertThat(start(options -> options)).isEqualTo("one.");
        server.usually(FileServer.status(404));
        assertThat(start(options -> options))
                .as("the unfit content did not take its place")
                .isEqualTo("one.");
        server.usually(FileServer.tagged("two."));
        assertThat(start(options -> options)).isEqualTo("two.");
        assertThat(files()).as("the old one is gone").hasSize(2);
    }

    @Test
    void followsWhatARefreshBrought() {
        try (AssetStore store = store(options -> options)) {
            store.open("owner", Map.of("geo", server.at("/geo.txt")), loader);
            server.usually(FileServer.tagged("two."));
            store.refresh();
            server.usually(FileServer.tagged("garbage"));
            store.refresh();
        }
        server.usually(FileServer.status(404));
        assertThat(start(options -> options)).isEqualTo("two.");
    }

    @Test
    void isSaidToBeOutdated() {
        for (FileServer.Answer answer : List.of(FileServer.status(404), FileServer.tagged("garbage"))) {
            server.usually(answer);
            try (AssetStore store = store(options -> options)) {
                store.open("owner", Map.of("geo", server.at("/geo.txt")), loader);
                assertThat(store.states().get(0).lastRefusal()).isIn("status 404", "ends too early");
                server.usually(FileServer.tagged("one."));
                store.refresh();
                assertThat(store.states().get(0).lastRefusal()).isNull();
            }
        }
    }

    @Test
    void isIgnoredWhenForced() {
        assertThat(start(AssetStoreBuilder::forceDownloads)).isEqualTo("one.");
        assertThat(server.requests).singleElement().asString().doesNotContain(" if not ");
        server.usually(FileServer.status(404));
        assertThatThrownBy(() -> start(AssetStoreBuilder::forceDownloads))
                .isInstanceOf(EnrichmentConfigException.class);
    }

    @Test
    void isNotTrustedWhenDamaged() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path path :
                    all.filter(file -> file.toString().endsWith("-geo.txt")).toList()) {
                Files.writeString(path, "on");
            }
        }
        Files.writeString(folder.resolve("firn-123.part"), "of a process that was killed");
        assertThat(start(options -> options)).isEqualTo("one.");
        assertThat(server.requests).singleElement().asString().doesNotContain(" if not ");
        assertThat(files()).hasSize(2);
    }

    @Test
    void needsAFolder() {
        assertThatThrownBy(() -> AssetStore.builder(InstantSource.system())
                        .keepDownloads()
                        .build())
                .isInstanceOf(IllegalStateException.class);
    }

    private String start(UnaryOperator<AssetStoreBuilder> more) {
        try (AssetStore store = store(more)) {
            return store.open("owner", Map.of("geo", server.at("/geo.txt")), loader)
                    .current();
        }
    }

    private AssetStore store(UnaryOperator<AssetStoreBuilder> more) {
        return more.apply(AssetStore.builder(InstantSource.system())
                        .listener(heard)
                        .workFolder(folder)
                        .keepDownloads()
                        .retries(1, Duration.ofMillis(1)))
                .build();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
