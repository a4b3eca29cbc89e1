package dev.firn.topology.output;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What a record may weigh, and the bad rows in place of what weighs more: a record that a broker refuses inside a
 * transaction would abort it and come back with the replay, for ever. Thread-safe.
 *
 * @param maxBytes largest value in encoded bytes; one of just that size passes
 * @param processor named in bad rows
 */
record SizeLimit(int maxBytes, BadRow.Processor processor, InstantSource clock) {

    /** Part of the difference between the default limit and Kafka's default {@code max.request.size}. */
    static final int ROOM_FOR_KEY_AND_HEADERS = 32 * 1024;

    /** Ordinary keys and headers have their room beside the limit; only outsized ones count. */
    boolean takes(byte[] value, int extraBytes) {
        return value.length + Math.max(0, extraBytes - ROOM_FOR_KEY_AND_HEADERS) <= maxBytes;
    }

    /** In place of an event or object that is too large. */
    BadRow oversized(byte[] value) {
        return BadRows.oversizedEvent(processor, now(), value, maxBytes);
    }

    /** In place of a bad row that is too large. */
    BadRow oversizedBadRow(byte[] value) {
        return BadRows.oversizedBadRow(processor, now(), value, maxBytes);
    }

    /** In place of what cannot go where it should. */
    BadRow refused(String problem, String payload) {
        return new BadRow(processor, new BadRow.GenericError(now(), List.of(problem)), new BadRow.Payload.Raw(payload));
    }

    private Instant now() {
        return clock.instant();
    }
}
