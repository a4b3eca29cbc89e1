package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** State, changelogs and topics between steps that an older build wrote, read by this one. */
@Tag("slow")
@Tag("operations")
@ExtendWith(ClusterExtension.class)
class UpgradeTest {

    @Test
    void oneInstanceAfterTheOther(Cluster cluster) {
        PreviousBuild previous = PreviousBuild.find();
        try (Scenario scenario = new Scenario(cluster, "upgrade")) {
            List<String> names = List.of("a", "b");
            scenario.jar(previous.jar());
            names.forEach(scenario::startStatic);
            scenario.startLoad();
            scenario.untilNormal();
            Scenario.flow(Duration.ofSeconds(15));

            scenario.jar(Path.of(System.getProperty("firn.jar")));
            Duration longest = Duration.ZERO;
            for (String name : names) {
                long stopped = System.nanoTime();
                assertThat(scenario.stop(name)).as("exit code of the old build").isZero();
                scenario.startStatic(name);
                scenario.untilNormal();
                Duration took = Duration.ofNanos(System.nanoTime() - stopped);
                longest = took.compareTo(longest) > 0 ? took : longest;
            }

            scenario.finish(
                    longest,
                    "two static members built from " + previous.commit()
                            + ", replaced one after the other by this build, on their folders; time from SIGTERM of"
                            + " one, the longer of two; half the run old and new work side by side");
        }
    }
}
