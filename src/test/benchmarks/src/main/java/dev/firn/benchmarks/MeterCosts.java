package dev.firn.benchmarks;

import static java.util.Objects.requireNonNull;

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
    private static final int ROUNDS = 61;
    private static final int TURNS = 4;

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
                    byte[] value = requireNonNull(encoder.encode(outcome)).value();
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
        Side again = new Side(what.build(), OutputListener.NONE);
        Side metered = new Side(what.build(meters), meters.outputs());
        List<Side> sides = List.of(plain, again, metered);
        List<byte[]> records = TrackerCapture.records();
        double[] without = new double[ROUNDS];
        double[] difference = new double[ROUNDS];
        double[] noise = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            sides.forEach(Side::reset);
            for (int turn = 0; turn < TURNS * sides.size(); turn++) {
                // Whoever comes second finds warmer caches.
                for (int i = 0; i < sides.size(); i++) {
                    sides.get((turn + i) % sides.size()).turn(records);
                }
            }
            if (round >= 0) {
                without[round] = plain.micros();
                difference[round] = 100 * (2 * metered.micros() / (plain.micros() + again.micros()) - 1);
                noise[round] = 100 * (again.micros() / plain.micros() - 1);
            }
        }
        Arrays.sort(without);
        System.out.printf(
                Locale.ROOT,
                "%-10s %6.1f us CPU/event without meters; with them %s; without them once more %s; %+d B/event%n",
                what.name().toLowerCase(Locale.ROOT),
                without[ROUNDS / 2],
                percent(difference),
                percent(noise),
                metered.bytes / metered.events - plain.bytes / plain.events);
    }

    private static String percent(double[] rounds) {
        Arrays.sort(rounds);
        return String.format(
                Locale.ROOT,
                "%+.1f %% (half of the rounds %+.1f to %+.1f)",
                rounds[rounds.length / 2],
                rounds[rounds.length / 4],
                rounds[rounds.length - 1 - rounds.length / 4]);
    }
}
