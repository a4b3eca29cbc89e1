package dev.firn.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.run.Prepared;
import dev.firn.app.run.TopicCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that asks nobody who they are. */
@Tag("long")
class OpenClusterTest {

    /** Measured: 64 ms on a machine with other things to do. */
    private static final Duration CHEAP = Duration.ofMillis(300);

    private static final int LOOKS = 10;

    @TempDir
    private Path folder;

    @Test
    void isLookedAtWithoutAWordAndWithoutATrace() throws Exception {
        try (InProcessBroker broker = InProcessBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // given
            Application application = new Application(
                    "open",
                    folder,
                    "kafka.bootstrap-servers = \"" + broker.bootstrapServers() + "\"\ndeduplication.window = 1 hour\n");
            broker.createTopic(application.raw(), 1);
            broker.createTopic(application.good(), 1);
            broker.createTopic(application.bad(), 1);
            Prepared prepared = application.prepare();
            try (Assembly assembly = prepared.assembly()) {
                long shortest = Long.MAX_VALUE;
                for (int look = 0; look < LOOKS; look++) {
                    // when
                    long start = System.nanoTime();
                    TopicCheck check = prepared.checkTopics();
                    shortest = Math.min(shortest, System.nanoTime() - start);

                    // then
                    assertThat(check.problems()).isEmpty();
                    assertThat(check.warnings()).isEmpty();
                }
                assertThat(Duration.ofNanos(shortest)).isLessThan(CHEAP);
            }
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrder(application.raw(), application.good(), application.bad());
            assertThat(admin.listGroups().all().get()).isEmpty();
            assertThat(admin.listTransactions().all().get()).isEmpty();
        }
    }
}
