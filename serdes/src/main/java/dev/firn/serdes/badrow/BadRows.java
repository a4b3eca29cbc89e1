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

    private static final byte DELETE = 0x7F;

    /** U+0080 to U+009F, among others, start with it. */
    private static final byte LEAD_OF_C1_CONTROLS = (byte) 0xC2;

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
        return BadRowJson.encode(row).length <= limit ? row : fitting(processor, violation, encoded, length);
    }

    private static BadRow fitting(Processor processor, SizeViolation violation, byte[] encoded, int length) {
        int room = violation.maximumAllowedSizeBytes()
                - BadRowJson.encode(beginning(processor, violation, encoded, 0)).length;
        int end = 0;
        while (end < length && room >= mostEscaped(encoded[end])) {
            room -= mostEscaped(encoded[end]);
            end++;
        }
        return beginning(processor, violation, encoded, end);
    }

    /** Bytes that JSON needs for one of UTF-8, at most: every control character might become six. */
    private static int mostEscaped(byte b) {
        if (b == '"' || b == '\\') {
            return 2;
        }
        boolean control = (b >= 0 && b < ' ') || b == DELETE || b == LEAD_OF_C1_CONTROLS;
        return control ? 6 : 1;
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
