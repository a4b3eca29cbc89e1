package dev.firn.enrichments;

/** Told how long the parts of one record took; lives for that record, on its thread. Times are in nanoseconds. */
public interface PipelineTimer {

    /** What a record goes through, in this order; all but the first two once for each of its events. */
    enum Stage {
        /** Bytes to a collector payload. */
        LOAD,
        /** A payload to raw events, which includes what a remote adapter takes. */
        ADAPT,
        /** Parameters to columns. */
        TRANSFORM,
        /** Contexts and self-describing event against their schemas. */
        VALIDATE,
        /** The enrichments before masking. */
        ENRICH,
        /** The contexts that enrichments made against their schemas. */
        CHECK,
        /** What reads all contexts, and then what masks. */
        MASK,
        /** Lengths of columns, and the finished event. */
        FINISH
    }

    void stage(Stage stage, long nanos);

    /** @param enrichment its name */
    void enrichment(String enrichment, long nanos);

    /** The whole record; the last call. */
    void record(long nanos);
}
