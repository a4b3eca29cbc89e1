package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.PipelineTimer;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long the parts of records take, of those records that are timed. Thread-safe. */
final class StageMeters implements PipelineTimer {

    private final Meters meters;
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
    private final Map<String, Timer> enrichments = new ConcurrentHashMap<>();
    private final Timer records;

    StageMeters(Meters meters) {
        this.meters = meters;
        for (Stage stage : Stage.values()) {
            stages.put(stage, of(meters, EnumCounters.label(stage)));
        }
        records = meters.work("firn.enrich", "Time for a collector record, from bytes to outcomes");
    }

    /** A part of the topology that is timed like those of the pipeline. */
    static Timer of(Meters meters, String stage) {
        return meters.work("firn.stage", "Time in one stage", "stage", stage);
    }

    @Override
    public void stage(Stage stage, long nanos) {
        requireNonNull(stages.get(stage)).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void enrichment(String enrichment, long nanos) {
        requireNonNull(enrichments.computeIfAbsent(enrichment, this::ofEnrichment))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer ofEnrichment(String enrichment) {
        return meters.work("firn.enrichment", "Time in one enrichment, for one event", "enrichment", enrichment);
    }

    @Override
    public void record(long nanos) {
        records.record(nanos, TimeUnit.NANOSECONDS);
    }
}
