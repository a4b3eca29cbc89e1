package dev.firn.e2e;

import dev.firn.app.dev.InProcessBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;

/**
 * Two instances under load, killed at random moments and started again; then a clean stop and the judgement. The seed
 * decides the load, who is killed and when; the machine decides what they were doing then.
 */
final class FaultRun {

    /**
     * @param kills of one instance, by SIGKILL
     * @param records in the input topic
     * @param aborted results that a kill caught between being written and being committed
     * @param recoveries from a kill until all that was in the input then is committed and visible
     */
    record Report(
            long seed,
            int kills,
            long records,
            long aborted,
            Verdict verdict,
            List<Duration> recoveries,
            Duration elapsed,
            List<Integer> exitCodes) {

        Duration longestRecovery() {
            return recoveries.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        }

        @Override
        public String toString() {
            return "seed=" + seed + " kills=" + kills + " records=" + records + " aborted=" + aborted
                    + " longestRecovery="
                    + longestRecovery().toMillis() + "ms of " + recoveries.size() + " elapsed=" + elapsed.toSeconds()
                    + "s exitCodes=" + exitCodes + " " + verdict;
        }
    }

    private static final int RECORDS_PER_SECOND = 100;
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

    private final Deployment deployment;
    private final long seed;
    private final SplittableRandom random;
    private final List<Duration> recoveries = new ArrayList<>();

    FaultRun(Deployment deployment, long seed) {
        this.deployment = deployment;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    Report run(InProcessBroker broker, int kills) {
        long start = System.nanoTime();
        Brokers.createTopics(broker, deployment);
        try (Load load = new Load(deployment.servers(), deployment.raw(), Brokers.PARTITIONS, seed);
                Offsets offsets = new Offsets(deployment.servers());
                Instances instances = new Instances(deployment, random)) {
            instances.start();
            load.start(RECORDS_PER_SECOND);
            instances.awaitReady();
            for (int i = 0; i < kills; i++) {
                killOne(instances, offsets);
            }
            instances.awaitReady();
            long records = load.stop();
            Map<TopicPartition, Long> ends = offsets.ends(List.of(deployment.raw()));
            Await.until(
                    "end of the input",
                    RECOVERY_LIMIT,
                    () -> offsets.reached(deployment.name(), ends),
                    () -> offsets.committed(deployment.name()) + " of " + ends);
            List<Integer> exitCodes = instances.stop();
            Judgement judgement = new Judgement(deployment);
            Verdict verdict = judgement.verdict(records);
            long aborted = judgement.written() - verdict.found();
            judgement.assertWritable();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            return new Report(seed, kills, records, aborted, verdict, List.copyOf(recoveries), elapsed, exitCodes);
        }
    }

    private void killOne(Instances instances, Offsets offsets) {
        long killed = instances.killOne();
        Map<TopicPartition, Long> ends = offsets.ends(List.of(deployment.raw()));
        // Every third time the next kill comes while this one is still being recovered from.
        if (random.nextInt(3) > 0) {
            awaitRecovery(offsets, ends);
            recoveries.add(Duration.ofNanos(System.nanoTime() - killed));
        }
    }

    private void awaitRecovery(Offsets offsets, Map<TopicPartition, Long> inputEnds) {
        Await.until(
                "commit of what was waiting",
                RECOVERY_LIMIT,
                () -> offsets.reached(deployment.name(), inputEnds),
                () -> offsets.committed(deployment.name()) + " of " + inputEnds);
        List<String> outputs = List.of(deployment.good(), deployment.bad());
        Map<TopicPartition, Long> outputEnds = offsets.ends(outputs);
        Await.until(
                "sight of what was committed",
                RECOVERY_LIMIT,
                () -> Offsets.reached(offsets.stableEnds(outputs), outputEnds),
                () -> offsets.stableEnds(outputs) + " of " + outputEnds);
    }
}
