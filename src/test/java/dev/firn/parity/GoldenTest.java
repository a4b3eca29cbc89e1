package dev.firn.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.HttpSettings;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same payloads give the records that another implementation wrote for them, but for the differences that are listed.
 * Needs the folder named by {@code -Dfirn.shared}.
 */
@Tag("golden")
class GoldenTest {

    /** Rows of the list that some set needed. */
    private static final Set<KnownDifferences.Value> SHOWN = new HashSet<>();

    private static FolderServer server;
    private static IgluClient iglu;

    @BeforeAll
    static void serveSchemas() throws IOException {
        Path data = shared().resolve("data");
        Map<String, Path> mounts = new HashMap<>();
        mounts.put("/schemas", data.resolve("iglu-central/schemas"));
        for (String database : List.of("City", "ISP", "Domain", "Connection-Type")) {
            mounts.put(
                    "/assets/GeoIP2-" + database + ".mmdb", data.resolve("maxmind/GeoIP2-" + database + "-Test.mmdb"));
        }
        mounts.put("/assets/referers.json", data.resolve("referers/referers-cc0.json"));
        server = new FolderServer(mounts);
        iglu = IgluClient.builder()
                .registries(List.of(Registries.http(
                        new Registry.Config("Iglu Central", 0, List.of("com.snowplowanalytics")),
                        HttpSettings.at(server.uri()))))
                .clock(GoldenRun.CLOCK)
                .refreshInline()
                .build();
    }

    @AfterAll
    static void stop() {
        if (iglu != null) {
            iglu.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @AfterAll
    static void allListedDifferencesStillShow() {
        assertThat(SHOWN).containsExactlyInAnyOrderElementsOf(KnownDifferences.VALUES);
    }

    private static Path shared() {
        String folder = System.getProperty("firn.shared", "");
        assertThat(folder)
                .as("name the folder with the recorded outputs: -Pgolden -Dfirn.shared=FOLDER")
                .isNotBlank();
        assertThat(Path.of(folder).resolve("golden"))
                .as("the recorded outputs, golden, in the folder that firn.shared names")
                .isDirectory();
        return Path.of(folder);
    }

    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource({
        "basic, none",
        "capture, none",
        "basic, std-ip",
        "capture, std-ip",
        "basic, pii",
        "capture, pii",
        "basic, full",
        "capture, full"
    })
    void writesWhatTheReferenceWrites(String set, String config) throws IOException {
        // given
        GoldenSet golden = GoldenSet.read(shared().resolve("golden"), set, config, server.uri() + "/assets");
        Report report;

        // when
        try (GoldenRun run = new GoldenRun(golden.configs(), iglu)) {
            report = new Report();
            Iterator<String> good = golden.good().iterator();
            Iterator<String> bad = golden.bad().iterator();
            for (int i = 0; i < golden.payloads().size(); i++) {
                report.payload(
                        golden.names().get(i), run.process(golden.payloads().get(i)), good, bad);
            }
            assertThat(good)
                    .as("events of the reference that belong to no payload")
                    .isExhausted();
            assertThat(bad)
                    .as("bad rows of the reference that belong to no payload")
                    .isExhausted();
        }

        // then
        System.out.printf(
                "golden %s/%s: %d good, %d bad, %d differences, %s%n",
                set,
                config,
                golden.good().size(),
                golden.bad().size(),
                report.found,
                report.unlisted.isEmpty() ? "all listed" : report.unlisted.size() + " not listed");
        assertThat(report.unlisted)
                .as("differences that docs/parity.md does not list")
                .isEmpty();
    }

    /** Compares payload by payload and keeps what is not listed. */
    private static final class Report {
        private final List<String> unlisted = new ArrayList<>();
        private int found;

        void payload(String name, GoldenRun.Records ours, Iterator<String> good, Iterator<String> bad) {
            KnownDifferences.Outcomes other = KnownDifferences.outcomes(name).orElse(null);
            List<String> theirGood = next(good, other == null ? ours.good().size() : other.good());
            List<String> theirBad = next(bad, other == null ? ours.bad().size() : other.bad());
            if (other != null) {
                found++;
                if (other.good() == ours.good().size()
                        && other.bad() == ours.bad().size()) {
                    unlisted.add(name + " does not differ any more");
                }
                return;
            }
            compare(name, theirGood, ours.good(), RecordComparison::events);
            compare(name, theirBad, ours.bad(), RecordComparison::badRows);
        }

        private void compare(
                String name,
                List<String> theirs,
                List<String> ours,
                BiFunction<String, String, List<Difference>> comparison) {
            assertThat(theirs).as("records of the reference for " + name).hasSameSizeAs(ours);
            for (int i = 0; i < theirs.size(); i++) {
                for (Difference difference : comparison.apply(theirs.get(i), ours.get(i))) {
                    found++;
                    KnownDifferences.value(name, difference)
                            .ifPresentOrElse(SHOWN::add, () -> unlisted.add(name + " " + difference));
                }
            }
        }

        private static List<String> next(Iterator<String> records, int count) {
            List<String> next = new ArrayList<>();
            while (next.size() < count && records.hasNext()) {
                next.add(records.next());
            }
            return next;
        }
    }
}
