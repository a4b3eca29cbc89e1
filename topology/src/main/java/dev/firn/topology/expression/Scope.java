package dev.firn.topology.expression;

import dev.firn.topology.flow.StreamId;

/** What an expression is about, and with it which names it may use. See the package's description for the names. */
public enum Scope {
    /** Enriched events: the columns by their names. */
    EVENT,
    /** Bad rows. */
    BAD,
    /** JSON objects, of an input or a join. */
    JSON,
    /** Collector payloads. */
    RAW;

    /** Of the items of a stream. */
    public static Scope of(StreamId.Kind kind) {
        return switch (kind) {
            case GOOD, INCOMPLETE, PII, DUPLICATES -> EVENT;
            case BAD -> BAD;
            case JSON, JOINED -> JSON;
            case RAW -> RAW;
        };
    }
}
