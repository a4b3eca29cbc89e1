package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Instances that are restarted, added, taken away and frozen. */
@Tag("slow")
@Tag("operations")
@ExtendWith(ClusterExtension.class)
class InstancesTest {

    private static final Duration A_WHILE = Duration.ofSeconds(8);

    @Test
    void rollingRestart(Cluster cluster) {
        try (Scenario scenario = new Scenario(cluster, "rolling-restart")) {
            List<String> names = List.of("a", "b", "c");
            names.forEach(scenario::startStatic);
            scenario.startLoad();
            scenario.untilNormal();
            Scenario.flow(A_WHILE);

            Duration longest = Duration.ZERO;
            List<Integer> codes = new ArrayList<>();
            for (String name : names) {
                long stopped = System.nanoTime();
                codes.add(scenario.stop(name));
                scenario.startStatic(name);
                scenario.untilNormal();
                Duration took = Duration.ofNanos(System.nanoTime() - stopped);
                longest = took.compareTo(longest) > 0 ? took : longest;
            }

            assertThat(codes).as("exit codes of SIGTERM").containsOnly(0);
            scenario.finish(
                    longest,
                    "three static members, SIGTERM and start one after the other; time from SIGTERM of one, the"
                            + " longest of three");
        }
    }

    @Test
    void scaleUpAndDown(Cluster cluster) {
        try (Scenario scenario = new Scenario(cluster, "scale-1-3-1")) {
            scenario.start("a");
            scenario.startLoad();
            scenario.untilNormal();
            Scenario.flow(A_WHILE);

            scenario.start("b");
            scenario.start("c");
            Duration up = scenario.untilNormal();
            Scenario.flow(A_WHILE);
            scenario.stop("b");
            scenario.stop("c");
            Duration down = scenario.untilNormal();

            scenario.finish(
                    up.compareTo(down) > 0 ? up : down,
                    "one, three, one dynamic members; normal %.1f s after the start of two, %.1f s after their end"
                            .formatted(up.toMillis() / 1000.0, down.toMillis() / 1000.0));
        }
    }

    @Test
    void frozenForAMinute(Cluster cluster) {
        try (Scenario scenario = new Scenario(cluster, "instance-frozen")) {
            scenario.start("a");
            scenario.start("b");
            scenario.startLoad();
            scenario.untilNormal();
            Scenario.flow(A_WHILE);

            Signals.freeze(scenario.instance("a").pid());
            long frozen = System.nanoTime();
            Scenario.flow(Duration.ofSeconds(60));
            long waiting = scenario.lag();
            Signals.thaw(scenario.instance("a").pid());
            Duration recovery = scenario.untilNormal();

            assertThat(scenario.instance("a").isAlive())
                    .as("the thawed one goes on")
                    .isTrue();
            String said = scenario.said("a");
            scenario.finish(
                    recovery,
                    "SIGSTOP for %d s; %d records waited then; the thawed one was %s"
                            .formatted(
                                    Duration.ofNanos(System.nanoTime() - frozen)
                                            .minus(recovery)
                                            .toSeconds(),
                                    waiting,
                                    said.contains("fenced") || said.contains("Fenced") || said.contains("TaskMigrated")
                                            ? "fenced, gave its tasks up and took new ones"
                                            : "taken back into the group"));
        }
    }
}
