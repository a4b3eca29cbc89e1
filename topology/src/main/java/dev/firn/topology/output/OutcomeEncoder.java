package dev.firn.topology.output;

import dev.firn.enrichments.Outcome;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.output.EncodedRecord.Stream;
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
    private final SizeLimit limit;
    private final Utf8Output buffer = new Utf8Output();

    /**
     * @param good TSV or JSON
     * @param incomplete TSV or JSON
     * @param maxBytes largest value in encoded bytes; one of just that size passes
     */
    public OutcomeEncoder(
            EventFormat good, EventFormat incomplete, int maxBytes, BadRow.Processor processor, InstantSource clock) {
        this.good = good.ofEvents();
        this.incomplete = incomplete.ofEvents();
        this.limit = new SizeLimit(maxBytes, processor, clock);
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
        buffer.reset();
        format.write(event, buffer);
        byte[] value = buffer.toByteArray();
        return limit.takes(value, 0)
                ? new EncodedRecord(stream, value)
                : new EncodedRecord(Stream.BAD, bad(limit.oversized(value)));
    }

    /** A bad row's bytes; those of one that tells of it when it is too large itself. */
    private byte[] bad(BadRow row) {
        byte[] value = BadRowJson.encode(row);
        return limit.takes(value, 0) ? value : BadRowJson.encode(limit.oversizedBadRow(value));
    }
}
