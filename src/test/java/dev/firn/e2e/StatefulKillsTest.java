package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.dev.InProcessBroker;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing lost, nothing twice, in any output, and stores that are what their changelogs say: with deduplication, joins and
 * nine outputs, whoever is killed whenever. {@code -Dfirn.seed} repeats a run, {@code -Dfirn.kills} makes the long one
 * longer.
 */
@Tag("long")
class StatefulKillsTest {

    private static final long SEED = Long.getLong("firn.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("firn.kills", 15);

    @Test
    void givesWhatARunWithoutFaultsGives(@TempDir Path folder) {
        check(folder, 2);
    }

    @Test
    @Tag("slow")
    void givesWhatARunWithoutFaultsGivesAfterManyKills(@TempDir Path folder) {
        check(folder, KILLS);
    }

    private static void check(Path folder, int kills) {
        try (InProcessBroker broker = Brokers.start()) {
            StatefulRun.Report report = new StatefulRun(broker, folder, SEED).run(kills);

            System.out.println("Exactly once, with state: " + report);
            assertThat(report.exitCodes()).as(report.toString()).containsOnly(0);
            assertSame(report, report.outputs());
            assertSame(report, report.stores());
        }
    }

    private static void assertSame(StatefulRun.Report report, Map<String, StatefulRun.Difference> parts) {
        assertThat(parts).as(report.toString()).allSatisfy((name, difference) -> {
            assertThat(difference.none()).as(name).isTrue();
            assertThat(difference.found()).as(name).isPositive();
        });
    }
}
