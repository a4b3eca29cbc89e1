package dev.firn.serdes.badrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.serdes.badrow.BadRow.Payload;
import dev.firn.serdes.badrow.BadRow.Processor;
import dev.firn.serdes.badrow.BadRow.SizeViolation;
import java.time.Instant;

/**
 * Bad rows for results that are too big to be written. They hold the beginning of the result, cut so that they themselves
 * fit the limit; only below a limit of about half a kilobyte, which even an empty bad row exceeds, can they not.
 *
 * <p>Stateless and thread-safe.
 */
public final class BadRows {

    private BadRows() {}

    /**
     * For an enriched event beyond the limit; keeps at most eight tenths of the limit.
     *
     * @param encoded the event in UTF-8
     * @param limit in bytes; what is not larger should not come here
     */
    public static BadRow oversizedEvent(Processor processor, Instant timestamp, byte[] encoded, int limit) {
        String expectation = "event passed enrichment but then exceeded the maximum allowed size " + limit + " bytes";
        return oversized(processor, timestamp, encoded, limit, expectation, limit * 8L / 10);
    }

    /**
     * For a bad row beyond the limit; keeps at most a tenth of the limit, as its JSON is escaped once more.
     *
     * @param encoded the bad row in UTF-8
     * @param limit in bytes
     */
    public static BadRow oversizedBadRow(Processor processor, Instant timestamp, byte[] encoded, int limit) {
        String expectation = "event failed enrichment, but resulting bad row exceeds allowed size " + limit;
        return oversized(processor, timestamp, encoded, limit, expectation, limit / 10L);
    }

    private static BadRow oversized(
            Processor processor, Instant timestamp, byte[] encoded, int limit, String expectation, long kept) {
        SizeViolation violation = new SizeViolation(timestamp, limit, encoded.length, expectation);
        int length = (int) Math.min(kept, encoded.length);
        BadRow row = beginning(processor, violation, encoded, length);
        // Escaping makes no byte shorter, so leaving out as many bytes as there are too many is always enough.
        int excess = BadRowJson.encode(row).length - limit;
        return excess <= 0 ? row : beginning(processor, violation, encoded, Math.max(0, length - excess));
    }

    private static BadRow beginning(Processor processor, SizeViolation violation, byte[] encoded, int length) {
        int end = length;
        while (end > 0 && end < encoded.length && isContinuation(encoded[end])) {
            end--;
        }
        return new BadRow(processor, violation, new Payload.Raw(new String(encoded, 0, end, UTF_8)));
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
