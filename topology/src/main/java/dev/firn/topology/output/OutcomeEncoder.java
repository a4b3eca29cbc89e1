package dev.firn.topology.output;

import dev.firn.enrichments.Outcome;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.badrow.BadRows;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.output.EncodedRecord.Stream;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes to bytes that fit into a record.
 *
 * <p>What exceeds the limit becomes a {@code size_violation} bad row before anything is sent: a record that a broker
 * refuses inside a transaction would abort it and come back with the replay, for ever. Keeps a buffer, so one for each
 * thread.
 */
public final class OutcomeEncoder {

    private final EventFormat good;
    private final EventFormat incomplete;
    private final int maxBytes;
    private final BadRow.Processor processor;
    private final InstantSource clock;
    private final Utf8Output buffer = new Utf8Output();

    /** @param maxBytes largest value in encoded bytes; one of just that size passes */
    public OutcomeEncoder(
            EventFormat good, EventFormat incomplete, int maxBytes, BadRow.Processor processor, InstantSource clock) {
        this.good = good;
        this.incomplete = incomplete;
        this.maxBytes = maxBytes;
        this.processor = processor;
        this.clock = clock;
    }

    /** The record, or null for an event that is dropped on purpose. */
    public @Nullable EncodedRecord encode(Outcome outcome) {
        if (outcome instanceof Outcome.Good g) {
            return event(Stream.GOOD, good, g.event());
        }
        if (outcome instanceof Outcome.Bad b) {
            return new EncodedRecord(Stream.BAD, bad(b.row()));
        }
        return outcome instanceof Outcome.Incomplete i ? event(Stream.INCOMPLETE, incomplete, i.event()) : null;
    }

    private EncodedRecord event(Stream stream, EventFormat format, EnrichedEvent event) {
        byte[] value = encode(format, event, 0);
        return value != null
                ? new EncodedRecord(stream, value)
                : new EncodedRecord(Stream.BAD, oversized(format, event));
    }

    /**
     * The event's bytes, or null when they are too large.
     *
     * @param extraBytes what key and headers of this record add to its size
     */
    byte @Nullable [] encode(EventFormat format, EnrichedEvent event, int extraBytes) {
        byte[] value = bytes(format, event);
        return fits(value, extraBytes) ? value : null;
    }

    /** The bad row in place of an event that is too large. */
    byte[] oversized(EventFormat format, EnrichedEvent event) {
        return bad(BadRows.oversizedEvent(processor, now(), bytes(format, event), maxBytes));
    }

    private byte[] bytes(EventFormat format, EnrichedEvent event) {
        buffer.reset();
        format.write(event, buffer);
        return buffer.toByteArray();
    }

    /** Ordinary keys and headers have their room beside the limit; only outsized ones count. */
    private boolean fits(byte[] value, int extraBytes) {
        return value.length + Math.max(0, extraBytes - ROOM_FOR_KEY_AND_HEADERS) <= maxBytes;
    }

    /** A bad row's bytes; those of one that tells of it when it is too large itself. */
    byte[] bad(BadRow row) {
        byte[] value = BadRowJson.encode(row);
        return value.length <= maxBytes
                ? value
                : BadRowJson.encode(BadRows.oversizedBadRow(processor, now(), value, maxBytes));
    }

    private Instant now() {
        return clock.instant();
    }

    /** Part of the difference between the default limit and Kafka's default {@code max.request.size}. */
    static final int ROOM_FOR_KEY_AND_HEADERS = 32 * 1024;
}
