package dev.firn.topology.output;

import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.flow.StreamId;

/** How items are written. */
public enum EventFormat {
    /** Events: the 131 columns, tab-separated. */
    TSV {
        @Override
        void write(EnrichedEvent event, Utf8Output out) {
            EnrichedTsv.write(event, out);
        }
    },
    /** Events: the analytics-SDK JSON, flattened. Bad rows: self-describing JSON. Other objects as they are. */
    JSON {
        @Override
        void write(EnrichedEvent event, Utf8Output out) {
            EnrichedJson.FLATTENED.write(event, out);
        }
    },
    /** What {@link #JSON} gives, made flat by the output's rules. Items that rules explode become several records. */
    FLAT_JSON {
        @Override
        void write(EnrichedEvent event, Utf8Output out) {
            throw new UnsupportedOperationException("flattening needs rules");
        }
    },
    /** Raw items: the payload, untouched. */
    BYTES {
        @Override
        void write(EnrichedEvent event, Utf8Output out) {
            throw new UnsupportedOperationException("an event is no payload");
        }
    };

    abstract void write(EnrichedEvent event, Utf8Output out);

    /**
     * Itself.
     *
     * @throws IllegalArgumentException when it is none that an event alone is enough for
     */
    EventFormat ofEvents() {
        if (this != TSV && this != JSON) {
            throw new IllegalArgumentException("format = " + this + ", expected TSV or JSON");
        }
        return this;
    }

    /** What a stream is written as if nothing is said. */
    static EventFormat usual(StreamId.Kind source) {
        return switch (source) {
            case GOOD, INCOMPLETE, PII, DUPLICATES -> TSV;
            case BAD, JSON, JOINED -> JSON;
            case RAW -> BYTES;
        };
    }
}
