package dev.firn.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.topology.EventFormat;
import dev.firn.topology.OutcomeEncoder;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Events a CPU-second of one core: the CPU time of the one thread that takes the captured requests from Thrift bytes to
 * encoded rows. On a shared machine this says more than wall-clock time, which counts what the neighbours take.
 */
public final class PipelineCpuTime {

    private static final int WARM_UP = 10;
    private static final int ROUNDS = 15;
    private static final int TIMES = 20;

    private PipelineCpuTime() {}

    /** Prints the median and the extremes of fifteen rounds, with the five enrichments and without. */
    public static void main(String[] args) {
        measure("five enrichments", Pipelines.withFiveEnrichments());
        measure("no enrichment", Pipelines.bare());
    }

    private static void measure(String name, EventPipeline pipeline) {
        List<byte[]> records = TrackerCapture.records();
        OutcomeEncoder encoder = Pipelines.encoder(EventFormat.TSV);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] micros = new double[ROUNDS];
        double bytes = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long cpu = thread.getCurrentThreadCpuTime();
            long allocated = thread.getCurrentThreadAllocatedBytes();
            long events = 0;
            for (int i = 0; i < TIMES; i++) {
                for (byte[] record : records) {
                    for (Outcome outcome : pipeline.process(record)) {
                        if (encoder.encode(outcome) != null) {
                            events++;
                        }
                    }
                }
            }
            if (round >= 0) {
                micros[round] = (thread.getCurrentThreadCpuTime() - cpu) / 1e3 / events;
                bytes = (double) (thread.getCurrentThreadAllocatedBytes() - allocated) / events;
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "%-17s  %5.1f us CPU/event (%.1f to %.1f)  %,7.0f events a CPU-second (%,.0f to %,.0f)  %,.0f B/event%n",
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
