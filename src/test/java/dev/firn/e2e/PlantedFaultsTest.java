package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.dev.InProcessBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faulty builds and settings get the verdict that they deserve, from the judge that {@link ExactlyOnceTest} trusts. */
@Tag("long")
class PlantedFaultsTest {

    private static final int RECORDS = 400;
    private static final Map<PlantedFault, ToLongFunction<Verdict>> COUNTED_AS = Map.of(
            PlantedFault.LOSE, Verdict::lost,
            PlantedFault.DOUBLE, Verdict::doubled,
            PlantedFault.ALTER, Verdict::altered);

    private static InProcessBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = Brokers.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundOutToTheLastRecord(PlantedFault fault, @TempDir Path folder) {
        // given
        Deployment deployment = Deployment.of("planted-" + fault, folder, broker.bootstrapServers());
        Brokers.createTopics(broker, deployment);
        long records = send(deployment, RECORDS);

        // when
        long planted;
        try (Offsets offsets = new Offsets(deployment.servers());
                FaultyInstance instance = new FaultyInstance(deployment, fault)) {
            awaitEnd(offsets, deployment);
            planted = instance.planted();
        }
        Verdict verdict = new Judgement(deployment).verdict(records);

        // then
        if (fault == PlantedFault.NONE) {
            assertThat(verdict.exactlyOnce()).as(verdict.toString()).isTrue();
        } else {
            assertThat(planted).isGreaterThan(3);
            assertThat(COUNTED_AS.get(fault).applyAsLong(verdict))
                    .as(verdict.toString())
                    .isEqualTo(planted);
            assertThat(verdict.lost() + verdict.doubled() + verdict.altered() + verdict.foreign())
                    .as(verdict.toString())
                    .isEqualTo(planted);
        }
    }

    /** The setting that an operator might choose in good faith. A kill between output and commit shows what it means. */
    @Test
    void atLeastOnceDoublesWhatWasNotCommitted(@TempDir Path folder) {
        // given
        Deployment deployment = Deployment.of("at-least-once", folder, broker.bootstrapServers())
                .with("streams.\"processing.guarantee\"", "at_least_once")
                .with("streams.\"commit.interval.ms\"", "30000")
                .with("kafka.producer.\"transaction.timeout.ms\"", "60000");
        Brokers.createTopics(broker, deployment);
        long records = send(deployment, RECORDS);
        List<String> outputs = List.of(deployment.good(), deployment.bad());

        // when
        try (Offsets offsets = new Offsets(deployment.servers());
                FirnProcess first = deployment.start("first")) {
            Await.until(
                    "output before the first commit",
                    FirnProcess.START_LIMIT,
                    () -> Offsets.sum(offsets.ends(outputs)) >= records,
                    first::tail);
            first.kill();
            try (FirnProcess second = deployment.start("second")) {
                second.awaitReady();
                long before = Offsets.sum(offsets.ends(outputs));
                Await.until(
                        "all results once more",
                        FirnProcess.START_LIMIT,
                        () -> Offsets.sum(offsets.ends(outputs)) >= before + 100,
                        second::tail);
                second.terminate();
                assertThat(second.exitCode(FirnProcess.START_LIMIT)).isZero();
            }
        }
        Verdict verdict = new Judgement(deployment).verdict(records);

        // then
        assertThat(verdict.doubled()).as(verdict.toString()).isGreaterThanOrEqualTo(100);
    }

    private static long send(Deployment deployment, int count) {
        try (Load load = new Load(deployment.servers(), deployment.raw(), Brokers.PARTITIONS, 1)) {
            load.send(count);
            return load.stop();
        }
    }

    private static void awaitEnd(Offsets offsets, Deployment deployment) {
        Map<TopicPartition, Long> ends = offsets.ends(List.of(deployment.raw()));
        Await.until(
                "end of the input",
                FirnProcess.START_LIMIT,
                () -> offsets.reached(deployment.name(), ends),
                () -> offsets.committed(deployment.name()) + " of " + ends);
    }
}
