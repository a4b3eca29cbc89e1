package dev.firn.enrichments.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files on web servers; every server here is a real one. */
@Timeout(60)
class HttpAssetsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private final WholeText loader = new WholeText();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final FileServer server = new FileServer();
    private AssetStore store;

    @BeforeEach
    void store() {
        store = options().build();
    }

    private AssetStoreBuilder options() {
        return AssetStore.builder(InstantSource.fixed(NOW))
                .listener(heard)
                .workFolder(folder)
                .maxBytes(1000)
                .retries(new Retries(5, Duration.ofMillis(1500), () -> 1.0, pauses::add));
    }

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    @Test
    void downloadsAFileAndAsksOnlyWhetherItChanged() {
        server.usually(FileServer.tagged("one."));

        Asset<String> asset = open("/geo.txt");
        assertThat(asset.current()).isEqualTo("one.");
        assertThat(store.states().get(0).lastModified()).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));

        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
        server.usually(FileServer.tagged("two."));
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));
        assertThat(asset.current()).isEqualTo("two.");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));

        assertThat(loader.loads).hasValue(2);
        assertThat(server.requests).hasSize(4);
        assertThat(server.requests.get(0)).matches("/geo.txt by firn/.+");
        assertThat(server.requests.get(1)).matches("/geo.txt if not \"\\w+\" by firn/.+");
    }

    @Test
    void asksByTimeWhenThereIsNoTag() {
        String time = "Sun, 06 Nov 1994 08:49:37 GMT";
        server.usually(exchange -> {
            exchange.getResponseHeaders().set("Last-Modified", time);
            FileServer.text("one.").to(exchange);
        });
        open("/geo.txt");
        store.refresh();
        assertThat(server.requests.get(1)).startsWith("/geo.txt if since " + time);
    }

    @Test
    void comparesContentsWhenTheServerTellsNoVersion() {
        server.usually(FileServer.text("one."));
        Asset<String> asset = open("/geo.txt");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
        server.usually(FileServer.text("two."));
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));
        assertThat(asset.current()).isEqualTo("two.");
        assertThat(loader.loads).hasValue(2);
    }

    @Test
    void triesAgainWhatMayPass() {
        server.first(FileServer.status(503), FileServer.status(429)).usually(FileServer.text("one."));
        assertThat(open("/geo.txt").current()).isEqualTo("one.");
        assertThat(pauses).containsExactly(Duration.ofMillis(1500), Duration.ofMillis(3000));
    }

    @Test
    void givesUpAfterFiveTries() {
        server.usually(FileServer.status(503));
        assertRefusedAtStart("/geo.txt", "status 503, 5 times");
        assertThat(server.requests).hasSize(5);
        assertThat(pauses).extracting(Duration::toMillis).containsExactly(1500L, 3000L, 6000L, 12000L);
    }

    @Test
    void doesNotTryAgainWhatWillNotPass() {
        for (int status : new int[] {404, 403, 401, 204, 206, 410}) {
            server.requests.clear();
            server.usually(FileServer.status(status));
            assertRefusedAtStart("/geo.txt", "status " + status);
            assertThat(server.requests).hasSize(1);
        }
        server.usually(exchange -> exchange.sendResponseHeaders(304, -1));
        assertRefusedAtStart("/geo.txt", "status 304");
    }

    @Test
    void keepsTheOldStateWhateverTheServerDoes() {
        server.usually(FileServer.tagged("one."));
        Asset<String> asset = open("/geo.txt");
        heard.news();
        FileServer.Answer cut = FileServer.cut("tw");

        server.usually(FileServer.status(404));
        store.refresh();
        server.usually(FileServer.text(""));
        store.refresh();
        server.usually(FileServer.text("garbage"));
        store.refresh();
        server.usually(FileServer.chunked("0123456789", 101));
        store.refresh();
        server.usually(FileServer.text("0123456789".repeat(101)));
        store.refresh();
        server.usually(cut);
        store.refresh();

        assertThat(asset.current()).isEqualTo("one.");
        List<String> news = heard.news();
        assertThat(news).allSatisfy(line -> assertThat(line).startsWith("refused owner " + server.at("/geo.txt: ")));
        assertThat(news.subList(0, 5))
                .extracting(line -> line.substring(line.indexOf(".txt: ") + 6))
                .containsExactly(
                        "status 404",
                        "is empty",
                        "ends too early",
                        "response larger than 1000 bytes",
                        "response larger than 1000 bytes");
        assertThat(news.get(5)).endsWith(", 5 times");

        server.usually(FileServer.tagged("two."));
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));
        assertThat(asset.current()).isEqualTo("two.");
    }

    @Test
    void reportsUnfitContentAgainWithoutLoadingItAgain() {
        server.usually(FileServer.tagged("one."));
        open("/geo.txt");
        server.usually(FileServer.tagged("garbage"));
        store.refresh();
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 0, 1));
        assertThat(loader.loads).hasValue(2);
        assertThat(server.requests.get(2)).contains(" if not ");
        server.usually(FileServer.tagged("one."));
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
        assertThat(store.states().get(0).lastRefusal()).isNull();
    }

    @Test
    void aCutAnswerIsNeverUsedAndTriedAgain() {
        server.first(FileServer.cut("cut."), FileServer.cut("cut too.")).usually(FileServer.text("one."));
        assertThat(open("/geo.txt").current()).isEqualTo("one.");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aStalledBodyEndsWithTheTimeLimit() {
        server.usually(FileServer.stalled("par"));
        try (AssetStore hasty = options()
                .requestTimeout(Duration.ofMillis(200))
                .retries(new Retries(1, Duration.ofMillis(1), () -> 1.0, pauses::add))
                .build()) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> hasty.open("owner", Map.of("geo", server.at("/geo.txt")), loader))
                    .hasMessageContaining("within");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aLateAnswerCannotSpoilTheNextTry() throws InterruptedException {
        server.first(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("late".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    pause(400);
                    exchange.getResponseBody().write("later".getBytes(StandardCharsets.UTF_8));
                })
                .usually(FileServer.text("one."));
        try (AssetStore hasty = options().requestTimeout(Duration.ofMillis(200)).build()) {
            Asset<String> asset = hasty.open("owner", Map.of("geo", server.at("/geo.txt")), loader);
            Thread.sleep(500);
            assertThat(asset.current()).isEqualTo("one.");
            assertThat(hasty.states().get(0).bytes()).isEqualTo(4);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void followsRedirects() {
        server.first(FileServer.redirect("/elsewhere.txt")).usually(FileServer.text("one."));
        assertThat(open("/geo.txt").current()).isEqualTo("one.");
        assertThat(server.requests).hasSize(2);
        assertThat(server.requests.get(1)).startsWith("/elsewhere.txt by");
    }

    @Test
    void endsACircleOfRedirects() {
        server.usually(FileServer.redirect("/geo.txt"));
        assertThatThrownBy(() -> open("/geo.txt")).hasMessageContaining("Cannot download");
    }

    @Test
    void namesWhatIsWrongWithoutSecrets() {
        server.usually(FileServer.status(401));
        assertThatThrownBy(() -> open("/download?edition_id=GeoLite2-City&license_key=geheim&suffix=x"))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("owner: geo: Cannot download "
                        + server.at("/download?edition_id=GeoLite2-City&license_key=***&suffix=x: status 401"));
    }

    @Test
    void tellsOfAServerThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String location = "http://127.0.0.1:" + port + "/geo.txt";
        assertThatThrownBy(() -> store.open("owner", Map.of("geo", location), loader))
                .hasMessage("owner: geo: Cannot download " + location + ": cannot connect, 5 times");
        assertThatThrownBy(() -> store.open("owner", Map.of("geo", "http:///x"), loader))
                .hasMessageStartingWith("owner: geo: ");
    }

    @Test
    void asksOnceForAFileOfTwoAssets() {
        server.usually(FileServer.tagged("one."));
        Asset<String> first = open("/geo.txt");
        Asset<String> second = open("/geo.txt");
        server.requests.clear();
        server.usually(FileServer.tagged("two."));

        assertThat(store.refresh()).isEqualTo(new RefreshSummary(2, 0, 0));

        assertThat(server.requests).hasSize(1);
        assertThat(List.of(first.current(), second.current())).containsExactly("two.", "two.");
    }

    @Test
    void leavesNothingBehind() throws IOException {
        server.usually(FileServer.tagged("one."));
        open("/geo.txt");
        for (String text : List.of("two.", "garbage", "more garbage", "three.")) {
            server.usually(FileServer.tagged(text));
            store.refresh();
        }
        assertThat(files()).hasSize(1).allSatisfy(name -> assertThat(name).endsWith("-geo.txt"));

        store.close();
        assertThat(files()).isEmpty();
        assertThatThrownBy(store::refresh).isInstanceOf(IllegalStateException.class);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private void assertRefusedAtStart(String path, String reason) {
        assertThatThrownBy(() -> open(path))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("owner: geo: Cannot download " + server.at(path) + ": " + reason);
    }

    private Asset<String> open(String path) {
        return store.open("owner", Map.of("geo", server.at(path)), loader);
    }
}
