package dev.firn.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.OutcomeEncoder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Events a CPU-second of one core: the CPU time of the one thread that takes the captured requests from Thrift bytes to
 * encoded rows. On a shared machine this says more than wall-clock time, which counts what the neighbours take. Rounds of the
 * measured pipelines alternate, so that they share the machine's moods.
 */
public final class PipelineCpuTime {

    private static final int WARM_UP = 10;
    private static final int ROUNDS = 15;
    private static final int TIMES = 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private PipelineCpuTime() {}

    /** What is measured: a pipeline, and whether every request comes from a user agent never seen before. */
    private static final class Case {
        private final String name;
        private final EventPipeline pipeline;
        private final boolean distinctAgents;
        private final OutcomeEncoder encoder = Pipelines.encoder(EventFormat.TSV);
        private final double[] micros = new double[ROUNDS];
        private double bytes;

        Case(String name, Pipelines pipeline, boolean distinctAgents) {
            this.name = name;
            this.pipeline = pipeline.build();
            this.distinctAgents = distinctAgents;
        }

        void run(int round, List<byte[]> captured, DistinctAgents agents) {
            List<byte[]> records = new ArrayList<>(captured.size() * TIMES);
            for (int i = 0; i < TIMES; i++) {
                for (byte[] record : captured) {
                    records.add(distinctAgents ? agents.in(record) : record);
                }
            }
            long cpu = THREADS.getCurrentThreadCpuTime();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long events = 0;
            for (byte[] record : records) {
                for (Outcome outcome : pipeline.process(record)) {
                    if (encoder.encode(outcome) != null) {
                        events++;
                    }
                }
            }
            if (round >= 0) {
                micros[round] = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / events;
                bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / events;
            }
        }

        void print() {
            Arrays.sort(micros);
            System.out.printf(
                    Locale.ROOT,
                    "%-25s  %6.1f us CPU/event (%.1f to %.1f)  %,7.0f events a CPU-second (%,.0f to %,.0f)  %,.0f B/event%n",
                    name,
                    micros[ROUNDS / 2],
                    micros[0],
                    micros[ROUNDS - 1],
                    1e6 / micros[ROUNDS / 2],
                    1e6 / micros[ROUNDS - 1],
                    1e6 / micros[0],
                    bytes);
        }
    }

    /**
     * Prints the median and the extremes of fifteen rounds.
     *
     * @param args names of cases to measure; all when there are none
     */
    public static void main(String[] args) {
        List<String> only = List.of(args);
        List<Case> cases = new ArrayList<>();
        for (Pipelines pipeline : Pipelines.values()) {
            add(cases, only, pipeline.name().toLowerCase(Locale.ROOT), pipeline, false);
        }
        add(cases, only, "ordinary-distinct-agents", Pipelines.ORDINARY, true);
        List<byte[]> captured = TrackerCapture.records();
        DistinctAgents agents = new DistinctAgents();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Case one : cases) {
                one.run(round, captured, agents);
            }
        }
        cases.forEach(Case::print);
    }

    private static void add(List<Case> cases, List<String> only, String name, Pipelines pipeline, boolean distinct) {
        if (only.isEmpty() || only.contains(name)) {
            cases.add(new Case(name, pipeline, distinct));
        }
    }
}
