package dev.firn.topology.output;

import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.serdes.format.EnrichedTsv;

/** How an event is written. */
public enum EventFormat {
    /** The 131 columns, tab-separated. */
    TSV {
        @Override
        void write(EnrichedEvent event, Utf8Output out) {
            EnrichedTsv.write(event, out);
        }
    },
    /** The analytics-SDK JSON, flattened. */
    JSON {
        @Override
        void write(EnrichedEvent event, Utf8Output out) {
            EnrichedJson.FLATTENED.write(event, out);
        }
    };

    abstract void write(EnrichedEvent event, Utf8Output out);
}
