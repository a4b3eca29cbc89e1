package dev.firn.topology;

import static dev.firn.serdes.event.AtomicField.COLLECTOR_TSTAMP;

import dev.firn.enrichments.Outcome;
import dev.firn.serdes.badrow.BadRow;
import org.jspecify.annotations.Nullable;

/** Finds the collector's timestamp in an outcome. */
final class OutcomeTimestamps {

    private OutcomeTimestamps() {}

    /** When the collector took the request in; null when the record could not even be read. */
    static @Nullable Long collector(Outcome outcome) {
        return outcome.fold(
                good -> good.event().timestamp(COLLECTOR_TSTAMP),
                bad -> payloadTimestamp(bad.row().payload()),
                incomplete -> incomplete.event().timestamp(COLLECTOR_TSTAMP),
                dropped -> null);
    }

    private static @Nullable Long payloadTimestamp(BadRow.Payload payload) {
        if (payload instanceof BadRow.Payload.Collector collector) {
            return collector.payload().context().timestamp();
        }
        return payload instanceof BadRow.Payload.Enrichment enrichment
                ? Long.valueOf(enrichment.raw().context().timestamp())
                : null;
    }
}
