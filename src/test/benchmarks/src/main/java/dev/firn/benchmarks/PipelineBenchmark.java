package dev.firn.benchmarks;

import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.OutcomeEncoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one event costs from Thrift bytes to encoded output, on the captured tracker requests (252 records, 470 events). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC"})
public class PipelineBenchmark {

    private static final int EVENTS = 470;

    @Param({"BARE", "FIVE", "ORDINARY"})
    private Pipelines enrichments = Pipelines.FIVE;

    @Param({"TSV", "JSON"})
    private EventFormat format = EventFormat.TSV;

    private List<byte[]> records = List.of();
    private EventPipeline pipeline = Pipelines.BARE.build();
    private OutcomeEncoder encoder = Pipelines.encoder(EventFormat.TSV);

    @Setup
    public void setUp() {
        records = TrackerCapture.records();
        pipeline = enrichments.build();
        encoder = Pipelines.encoder(format);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void event(Blackhole blackhole) {
        for (byte[] record : records) {
            for (Outcome outcome : pipeline.process(record)) {
                blackhole.consume(encoder.encode(outcome));
            }
        }
    }
}
