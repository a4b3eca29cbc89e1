package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.dev.InProcessBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing lost, nothing twice, whoever is killed whenever. {@code -Dfirn.seed} repeats a run. */
class ExactlyOnceTest {

    private static final long SEED = Long.getLong("firn.seed", System.nanoTime());

    @Test
    void commitsEveryEventOnceWhileInstancesAreKilled(@TempDir Path folder) {
        try (InProcessBroker broker = Brokers.start()) {
            FaultRun run = new FaultRun(Deployment.of("kills", folder, broker.bootstrapServers()), SEED);

            FaultRun.Report report = run.run(broker, 3);

            System.out.println("Exactly once: " + report);
            assertThat(report.verdict().exactlyOnce()).as(report.toString()).isTrue();
            assertThat(report.verdict().expected()).isGreaterThan(report.records());
            assertThat(report.exitCodes()).as(report.toString()).containsExactly(0, 0);
        }
    }
}
