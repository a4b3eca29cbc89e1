package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Brokers that vanish, restart and freeze. An instance must wait for them: to restart it would not help. */
@Tag("slow")
@Tag("operations")
@ExtendWith(ClusterExtension.class)
class BrokersTest {

    private static final Duration A_WHILE = Duration.ofSeconds(8);
    /** Longer than a broker's session with the controllers (9 s), so that another one leads what it led. */
    private static final Duration GONE = Duration.ofSeconds(20);

    @Test
    void oneKilled(Cluster cluster) {
        try (Scenario scenario = started(cluster, "broker-killed")) {
            Broker victim = cluster.coordinator(scenario.deployment().name());

            victim.kill();
            long killed = System.nanoTime();
            scenario.untilNormal();
            Duration without = Duration.ofNanos(System.nanoTime() - killed);
            int live = scenario.instance("a").probe("/health/live");
            cluster.start(victim);
            cluster.awaitWhole();
            Duration whole = Duration.ofNanos(System.nanoTime() - killed);
            scenario.untilNormal();

            assertThat(live).as("liveness while a broker is away").isEqualTo(200);
            scenario.finish(
                    without,
                    "kill -9 of the group's coordinator; time from the kill, with two brokers; all replicas in step %.0f s after it; liveness stays 200"
                            .formatted(whole.toMillis() / 1000.0));
        }
    }

    @Test
    void allRestartedInTurn(Cluster cluster) {
        try (Scenario scenario = started(cluster, "brokers-bounced")) {
            for (Broker broker : cluster.brokers()) {
                broker.stop();
                cluster.start(broker);
                cluster.awaitWhole();
            }
            Duration recovery = scenario.untilNormal();

            scenario.finish(recovery, "SIGTERM and start of each broker, the next when all replicas are in step");
        }
    }

    @Test
    void oneFrozen(Cluster cluster) {
        try (Scenario scenario = started(cluster, "broker-frozen")) {
            Broker victim = cluster.coordinator(scenario.deployment().name());

            victim.freeze();
            Scenario.flow(Duration.ofSeconds(60));
            int live = scenario.instance("a").probe("/health/live");
            long waiting = scenario.lag();
            victim.thaw();
            cluster.awaitWhole();
            Duration recovery = scenario.untilNormal();

            assertThat(live).as("liveness while a broker is frozen").isEqualTo(200);
            scenario.finish(
                    recovery,
                    "SIGSTOP of the group's coordinator for 60 s; %d records waited at its end; liveness stays 200"
                            .formatted(waiting));
        }
    }

    @Test
    void twoOfThreeKilled(Cluster cluster) {
        try (Scenario scenario = started(cluster, "quorum-lost")) {
            List<Broker> victims = cluster.brokers().subList(0, 2);

            victims.forEach(Broker::kill);
            Scenario.flow(GONE);
            int live = scenario.instance("a").probe("/health/live");
            victims.forEach(cluster::start);
            cluster.awaitWhole();
            Duration recovery = scenario.untilNormal();

            assertThat(live).as("liveness without a quorum").isEqualTo(200);
            scenario.finish(
                    recovery,
                    "kill -9 of two brokers for 20 s: no quorum, nothing can be written; time from the whole cluster"
                            + " on; liveness stays 200");
        }
    }

    private static Scenario started(Cluster cluster, String name) {
        Scenario scenario = new Scenario(cluster, name);
        scenario.start("a");
        scenario.startLoad();
        scenario.untilNormal();
        Scenario.flow(A_WHILE);
        return scenario;
    }
}
