package dev.firn.enrichments.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Assets.Asset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** New states come while others are read. */
@Timeout(60)
class RefreshingTest {

    @TempDir
    Path folder;

    /** Of two files that belong together. */
    private record Pair(String left, String right) {}

    @Test
    void readersSeeOnlyWholeStatesInTheirOrder() throws Exception {
        Path left = Files.writeString(folder.resolve("left"), "0");
        Path right = Files.writeString(folder.resolve("right"), "0");
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicBoolean done = new AtomicBoolean();
        try (AssetStore store = AssetStore.builder(InstantSource.system()).build()) {
            Asset<Pair> asset = store.open(
                    "owner",
                    Map.of("l", left.toString(), "r", right.toString()),
                    files -> new Pair(Files.readString(files.get("l")), Files.readString(files.get("r"))));
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> {
                    int last = 0;
                    while (!done.get()) {
                        Pair seen = asset.current();
                        assertThat(seen.left()).isEqualTo(seen.right());
                        int number = Integer.parseInt(seen.left());
                        assertThat(number).isGreaterThanOrEqualTo(last);
                        last = number;
                        Thread.onSpinWait();
                    }
                    return last;
                }));
            }
            for (int i = 1; i <= 1000; i++) {
                replace(left, i);
                replace(right, i);
                assertThat(store.refresh().loaded()).isEqualTo(1);
            }
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isLessThanOrEqualTo(1000);
            }
            assertThat(asset.current()).isEqualTo(new Pair("1000", "1000"));
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private void replace(Path file, int number) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), Integer.toString(number));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void neverOverlapsItselfNorHoldsReadersUp() throws InterruptedException, ExecutionException, IOException {
        Path file = Files.writeString(folder.resolve("file"), "0");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (AssetStore store = AssetStore.builder(InstantSource.system()).build()) {
            Asset<String> asset = store.open("owner", Map.of("f", file.toString()), files -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                String text = Files.readString(files.get("f"));
                if (text.equals("1")) {
                    loading.countDown();
                    await(goOn);
                }
                inside.decrementAndGet();
                return text;
            });
            Files.writeString(file, "1");
            List<Future<RefreshSummary>> refreshes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                refreshes.add(threads.submit(store::refresh));
            }
            await(loading);
            assertThat(asset.current()).isEqualTo("0");
            assertThat(store.states()).hasSize(1);
            goOn.countDown();
            int loaded = 0;
            for (Future<RefreshSummary> refresh : refreshes) {
                loaded += refresh.get().loaded();
            }
            assertThat(loaded).isEqualTo(1);
            assertThat(most).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void comesByItselfAndEndsWithTheStore() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "0");
        AtomicInteger looks = new AtomicInteger();
        AssetListener counting = new AssetListener() {
            @Override
            public void unchanged(String owner, List<String> locations) {
                looks.incrementAndGet();
                throw new IllegalStateException("does not end the refreshing");
            }
        };
        Asset<String> asset;
        try (AssetStore store = AssetStore.builder(InstantSource.system())
                .listener(counting)
                .refreshEvery(Duration.ofMillis(20))
                .build()) {
            asset = store.open("owner", Map.of("f", file.toString()), files -> Files.readString(files.get("f")));
            while (looks.get() < 3) {
                Thread.sleep(5);
            }
            Files.writeString(file, "1");
            while (!asset.current().equals("1")) {
                Thread.sleep(5);
            }
        }
        int before = looks.get();
        Thread.sleep(100);
        assertThat(looks).hasValue(before);
        assertThat(asset.current()).isEqualTo("1");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("firn-assets"));
    }

    @Test
    void closingStopsADownloadThatIsUnderWay() throws InterruptedException {
        Heard heard = new Heard();
        try (FileServer server = new FileServer().usually(FileServer.tagged("one."))) {
            AssetStore store = AssetStore.builder(InstantSource.system())
                    .listener(heard)
                    .refreshEvery(Duration.ofMillis(20))
                    .build();
            store.open("owner", Map.of("f", server.at("/f")), new WholeText());
            int before = server.requests.size();
            server.usually(FileServer.stalled("par"));
            while (server.requests.size() < before + 2) {
                Thread.sleep(5);
            }
            long start = System.nanoTime();
            store.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        AssetStoreBuilder options = AssetStore.builder(InstantSource.system());
        assertThatThrownBy(() -> options.refreshEvery(Duration.ZERO)).hasMessageContaining("refreshEvery is PT0S");
        assertThatThrownBy(() -> options.requestTimeout(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> options.retries(0, Duration.ofSeconds(1))).hasMessageContaining("tries is 0");
        assertThatThrownBy(() -> options.maxBytes(0)).hasMessageContaining("maxBytes is 0");
    }
}
