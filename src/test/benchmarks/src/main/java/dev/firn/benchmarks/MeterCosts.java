package dev.firn.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.metrics.EnrichMeters;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.OutcomeEncoder;
import dev.firn.topology.output.OutputListener;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What meters cost: CPU time of one thread that takes the captured requests from bytes to encoded rows, with and without
 * meters in a registry such as the app's. Both see the same requests in turns of some milliseconds, so that they share the
 * machine's moods; each round of turns gives one difference, and the median of these is what counts.
 */
public final class MeterCosts {

    private static final int WARM_UP = 6;
    private static final int ROUNDS = 41;
    private static final int TURNS = 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private MeterCosts() {}

    /** A pipeline with what an output would tell of its events. */
    private static final class Side {
        private final EventPipeline pipeline;
        private final OutputListener outputs;
        private final OutcomeEncoder encoder = Pipelines.encoder(EventFormat.TSV);
        long nanos;
        long events;
        long bytes;

        Side(EventPipeline pipeline, OutputListener outputs) {
            this.pipeline = pipeline;
            this.outputs = outputs;
        }

        void turn(List<byte[]> records) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            for (byte[] record : records) {
                long now = System.currentTimeMillis();
                pipeline.listener().taken(5);
                for (Outcome outcome : pipeline.process(record)) {
                    outputs.arrived(StreamId.GOOD, now - 10, now);
                    long start = outputs.start();
                    byte[] value = encoder.encode(outcome).value();
                    outputs.end(start);
                    outputs.count("good", OutputListener.Fate.WRITTEN, 1);
                    outputs.written("good", StreamId.GOOD, value.length, now - 10, now);
                    events++;
                }
            }
            nanos += THREADS.getCurrentThreadCpuTime() - cpu;
            bytes += THREADS.getCurrentThreadAllocatedBytes() - allocated;
        }

        double micros() {
            return nanos / 1e3 / events;
        }

        void reset() {
            nanos = 0;
            events = 0;
            bytes = 0;
        }
    }

    /** @param args names of {@link Pipelines}; five and ordinary when there are none */
    public static void main(String[] args) {
        for (String name : args.length == 0 ? new String[] {"five", "ordinary"} : args) {
            measure(Pipelines.valueOf(name.toUpperCase(Locale.ROOT)));
        }
    }

    private static void measure(Pipelines what) {
        EnrichMeters meters = EnrichMeters.of(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        Side plain = new Side(what.build(), OutputListener.NONE);
        Side metered = new Side(what.build(meters), meters.outputs());
        List<byte[]> records = TrackerCapture.records();
        double[] without = new double[ROUNDS];
        double[] difference = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            plain.reset();
            metered.reset();
            for (int turn = 0; turn < TURNS; turn++) {
                // Whoever comes second finds warmer caches.
                (turn % 2 == 0 ? plain : metered).turn(records);
                (turn % 2 == 0 ? metered : plain).turn(records);
            }
            if (round >= 0) {
                without[round] = plain.micros();
                difference[round] = 100 * (metered.micros() / plain.micros() - 1);
            }
        }
        Arrays.sort(without);
        Arrays.sort(difference);
        System.out.printf(
                Locale.ROOT,
                "%-10s %6.1f us CPU/event without; with meters %+.1f %% (half of the rounds %+.1f to %+.1f), %+d B/event%n",
                what.name().toLowerCase(Locale.ROOT),
                without[ROUNDS / 2],
                difference[ROUNDS / 2],
                difference[ROUNDS / 4],
                difference[ROUNDS - 1 - ROUNDS / 4],
                metered.bytes / metered.events - plain.bytes / plain.events);
    }
}
