package dev.firn.enrichments;

/** Measures one record, from boundary to boundary, with one look at the clock at each. */
final class Laps {

    private final PipelineTimer timer;
    private final long start = System.nanoTime();
    private long last = start;

    Laps(PipelineTimer timer) {
        this.timer = timer;
    }

    void end(PipelineTimer.Stage stage) {
        long now = System.nanoTime();
        timer.stage(stage, now - last);
        last = now;
    }

    void end(String enrichment, long began) {
        timer.enrichment(enrichment, System.nanoTime() - began);
    }

    void end() {
        timer.record(System.nanoTime() - start);
    }
}
