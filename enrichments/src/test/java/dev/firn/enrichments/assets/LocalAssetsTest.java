package dev.firn.enrichments.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.enrichments.spi.Assets.Asset;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are read where they are. */
class LocalAssetsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private final WholeText loader = new WholeText();
    private Path file;
    private AssetStore store;

    @BeforeEach
    void oneFile() throws IOException {
        file = write("rules.txt", "one.");
        store = AssetStore.builder(InstantSource.fixed(NOW)).listener(heard).build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsPathsAndFileUrisInPlace() throws IOException {
        AtomicInteger inPlace = new AtomicInteger();
        for (String location :
                new String[] {file.toString(), "file:" + file, file.toUri().toString(), "FILE://" + file}) {
            Asset<String> asset = store.open("owner", Map.of("rules", location), files -> {
                inPlace.addAndGet(files.get("rules").equals(file) ? 1 : 0);
                return Files.readString(files.get("rules"));
            });
            assertThat(asset.current()).isEqualTo("one.");
        }
        assertThat(inPlace).hasValue(4);
    }

    @Test
    void tellsWhatIsInUse() throws IOException {
        store.open("ip_lookups", Map.of("geo", file.toString()), loader);

        assertThat(store.states()).singleElement().satisfies(state -> {
            assertThat(state.owner()).isEqualTo("ip_lookups");
            assertThat(state.label()).isEqualTo("geo");
            assertThat(state.location()).isEqualTo(file.toString());
            assertThat(state.sha256()).isEqualTo("13ca7f875b2cf0b2811d6a388bb69dd95f4a4ebc3550bed1271e5705c0eb0e4e");
            assertThat(state.bytes()).isEqualTo(4);
            assertThat(state.lastModified()).isEqualTo(OLD);
            assertThat(state.loadedAt()).isEqualTo(NOW);
            assertThat(state.lastChecked()).isEqualTo(NOW);
            assertThat(state.lastRefusal()).isNull();
        });
        assertThat(heard.news()).containsExactly("loaded ip_lookups 4 bytes");
    }

    @Test
    void leavesAnUnchangedFileAlone() throws IOException {
        Asset<String> asset = open("rules", file);
        String before = asset.current();

        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
        Files.setLastModifiedTime(file, FileTime.from(OLD.plusSeconds(60)));
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));

        assertThat(asset.current()).isSameAs(before);
        assertThat(loader.loads).hasValue(1);
        assertThat(heard.news()).containsExactly("loaded owner 4 bytes", "unchanged owner", "unchanged owner");
    }

    @Test
    void takesAReplacedFile() throws IOException {
        Asset<String> asset = open("rules", file);

        Path other = write("other.txt", "two.");
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));

        assertThat(asset.current()).isEqualTo("two.");
    }

    @Test
    void takesAFileThatWasWrittenInPlaceWithinTheSameTick() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        Asset<String> asset = open("rules", file);

        Files.writeString(file, "two.");
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        store.refresh();

        assertThat(asset.current()).isEqualTo("two.");
    }

    @Test
    void keepsTheOldStateWhileTheNewContentIsUnfit() throws IOException {
        Asset<String> asset = open("rules", file);
        heard.news();

        Files.writeString(file, "tw");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 0, 1));
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 0, 1));
        assertThat(asset.current()).isEqualTo("one.");
        assertThat(loader.loads).as("the unfit content is tried once").hasValue(2);
        String refusal = "refused owner " + file + ": ends too early";
        assertThat(heard.news()).containsExactly(refusal, refusal);
        assertThat(store.states().get(0).lastRefusal()).isEqualTo("ends too early");
        assertThat(store.states().get(0).bytes()).as("of what is in use").isEqualTo(4);

        Files.writeString(file, "two and more.");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));
        assertThat(asset.current()).isEqualTo("two and more.");
        assertThat(store.states().get(0).lastRefusal()).isNull();
    }

    @Test
    void forgetsARefusalWhenTheOldContentIsBack() throws IOException {
        Asset<String> asset = open("rules", file);
        Files.writeString(file, "tw");
        store.refresh();
        Files.writeString(file, "one.");

        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
        assertThat(store.states().get(0).lastRefusal()).isNull();
        assertThat(asset.current()).isEqualTo("one.");
    }

    @Test
    void keepsTheOldStateWhenTheFileIsGoneOrEmptied() throws IOException {
        Asset<String> asset =
                store.open("owner", Map.of("rules", file.toString()), files -> Files.readString(files.get("rules")));
        heard.news();

        Files.writeString(file, "");
        store.refresh();
        Files.delete(file);
        store.refresh();
        Files.createDirectory(file);
        store.refresh();

        assertThat(asset.current()).isEqualTo("one.");
        assertThat(heard.news())
                .containsExactly(
                        "refused owner " + file + ": is empty",
                        "refused owner " + file + ": does not exist",
                        "refused owner " + file + ": is not a file")
                .hasSize(3);
    }

    @Test
    void survivesAnythingALoaderThrows() throws IOException {
        AtomicInteger loads = new AtomicInteger();
        Asset<String> asset = store.open("owner", Map.of("rules", file.toString()), files -> {
            return switch (loads.incrementAndGet()) {
                case 1 -> "first";
                case 2 -> throw new IOException("garbage");
                case 3 -> throw new OutOfMemoryError("too much");
                case 4 -> throw new NoClassDefFoundError("missing");
                case 5 -> throw new AssertionError("not implemented");
                default -> "last";
            };
        });
        Files.writeString(file, "garbage");
        assertThat(store.refresh().refused()).isEqualTo(1);
        Files.writeString(file, "a lot");
        assertThat(store.refresh().refused()).isEqualTo(1);
        assertThat(store.refresh().refused())
                .as("an error may pass, so the same content is tried again")
                .isEqualTo(1);
        assertThat(store.refresh().refused()).isEqualTo(1);
        assertThat(asset.current()).isEqualTo("first");
        assertThat(store.refresh().loaded()).isEqualTo(1);
        assertThat(asset.current()).isEqualTo("last");
    }

    @Test
    void loadsOnlyWhatChangedFromAllItsFiles() throws IOException {
        Path second = write("second.txt", "B.");
        Path third = write("third.txt", "C.");
        Asset<String> both = store.open("both", Map.of("a", file.toString(), "b", second.toString()), loader);
        WholeText otherLoader = new WholeText();
        Asset<String> other = store.open("other", Map.of("c", third.toString()), otherLoader);

        Files.writeString(second, "BB.");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 1, 0));

        assertThat(both.current()).isEqualTo("one.BB.");
        assertThat(other.current()).isEqualTo("C.");
        assertThat(otherLoader.loads).hasValue(1);
    }

    @Test
    void changesAnAssetAsAWhole() throws IOException {
        Path second = write("second.txt", "B.");
        Asset<String> both = store.open("both", Map.of("a", file.toString(), "b", second.toString()), loader);
        heard.news();

        Files.writeString(file, "two.");
        Files.delete(second);
        store.refresh();
        assertThat(both.current()).isEqualTo("one.B.");
        assertThat(heard.news()).containsExactly("refused both " + second + ": does not exist");

        Files.writeString(second, "B2.");
        store.refresh();
        assertThat(both.current()).isEqualTo("two.B2.");
    }

    @Test
    void neverLoadsAMixOfTwoContents() throws IOException {
        AtomicInteger loads = new AtomicInteger();

        Asset<String> asset = store.open("owner", Map.of("rules", file.toString()), files -> {
            String head = Files.readString(files.get("rules")).substring(0, 2);
            if (loads.incrementAndGet() == 1) {
                Files.writeString(file, "two.");
            }
            return head + Files.readString(files.get("rules")).substring(2);
        });

        assertThat(asset.current()).isEqualTo("two.");
        assertThat(loads).hasValue(2);
        assertThat(store.states().get(0).sha256())
                .isEqualTo(FileCopy.of(file, null).sha256());
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 1, 0));
    }

    @Test
    void blamesTheContentThatWasRefusedAndNotTheOneThatWasFound() throws IOException {
        // given
        AtomicInteger loads = new AtomicInteger();
        Asset<String> asset = store.open("owner", Map.of("rules", file.toString()), files -> {
            if (loads.incrementAndGet() == 2) {
                Files.writeString(file, "garbage");
            }
            return loader.load(files);
        });

        // when
        Files.writeString(file, "two.");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 0, 1));
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(0, 0, 1));
        assertThat(loads).as("the garbage is read once").hasValue(3);

        // then
        Files.writeString(file, "two.");
        assertThat(store.refresh()).isEqualTo(new RefreshSummary(1, 0, 0));
        assertThat(asset.current()).isEqualTo("two.");
    }

    @Test
    void givesUpOnAFileThatNeverRests() {
        AtomicInteger loads = new AtomicInteger();
        assertThatThrownBy(() -> store.open("owner", Map.of("rules", file.toString()), files -> {
                    Files.writeString(file, "content " + loads.incrementAndGet());
                    return "mixed";
                }))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage("owner: cannot use rules (" + file + "): changes while it is read");
        assertThat(loads).hasValue(3);
    }

    @Test
    void refusesToStartWithWhatCannotBeUsed() throws IOException {
        Path empty = write("empty.txt", "");
        assertRefused(
                "a",
                folder.resolve("missing").toString(),
                "owner: a: " + folder.resolve("missing") + ": does not exist");
        assertRefused("a", folder.toString(), "owner: a: " + folder + ": is not a file");
        assertRefused("a", empty.toString(), "owner: cannot use a (" + empty + "): ends too early");
        assertThat(store.states()).isEmpty();
        assertThat(store.refresh()).isEqualTo(RefreshSummary.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://host/a", "file:/a b", "http://a b/", "x\u0000y"})
    void namesALocationThatIsNone(String location) {
        assertThatThrownBy(() -> store.open("owner", Map.of("geo", location), loader))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessageStartingWith("owner: geo: ");
    }

    @Test
    void aFaultyListenerDoesNotStandInTheWay() throws IOException {
        AssetListener faulty = new AssetListener() {
            @Override
            public void loaded(
                    String owner, java.util.List<String> locations, long bytes, java.time.Duration duration) {
                throw new IllegalStateException("faulty");
            }
        };
        try (AssetStore other =
                AssetStore.builder(InstantSource.fixed(NOW)).listener(faulty).build()) {
            Asset<String> asset = other.open("owner", Map.of("rules", file.toString()), loader);
            Files.writeString(file, "two and more.");
            assertThat(other.refresh().loaded()).isEqualTo(1);
            assertThat(asset.current()).isEqualTo("two and more.");
        }
    }

    private void assertRefused(String label, String location, String message) {
        assertThatThrownBy(() -> store.open("owner", Map.of(label, location), loader))
                .isInstanceOf(EnrichmentConfigException.class)
                .hasMessage(message);
    }

    private Asset<String> open(String label, Path path) {
        return store.open("owner", Map.of(label, path.toString()), loader);
    }

    private Path write(String name, String text) throws IOException {
        Path path = Files.writeString(folder.resolve(name), text);
        return Files.setLastModifiedTime(path, FileTime.from(OLD));
    }
}
