package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.dev.InProcessBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link ExactlyOnceTest} for minutes: {@code mvn verify -Pfaults -pl src/test -am}. {@code -Dfirn.seed} repeats a run,
 * {@code -Dfirn.kills} makes it longer.
 */
@Tag("slow")
class TwentyKillsTest {

    private static final long SEED = Long.getLong("firn.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("firn.kills", 21);

    @Test
    void commitsEveryEventOnceWhileInstancesAreKilled(@TempDir Path folder) {
        try (InProcessBroker broker = Brokers.start()) {
            FaultRun run = new FaultRun(Deployment.of("many-kills", folder, broker.bootstrapServers()), SEED);

            FaultRun.Report report = run.run(broker, KILLS);

            System.out.println("Exactly once: " + report);
            assertThat(report.verdict().exactlyOnce()).as(report.toString()).isTrue();
            assertThat(report.exitCodes()).as(report.toString()).containsExactly(0, 0);
            assertThat(report.aborted()).as("kills that hit a transaction").isPositive();
            assertThat(report.longestRecovery()).isLessThan(Duration.ofMinutes(1));
        }
    }
}
