package dev.firn.serdes.badrow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.badrow.BadRow.Payload;
import dev.firn.serdes.badrow.BadRow.SizeViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRowsTest {

    private static final int LIMIT = 10_000;

    @Test
    void keepsTheFirstEightTenthsOfAnEvent() {
        byte[] event = "x".repeat(20_000).getBytes(UTF_8);

        BadRow row = BadRows.oversizedEvent(Samples.PROCESSOR, Samples.NOW, event, LIMIT);

        assertThat(row.failure())
                .isEqualTo(new SizeViolation(
                        Samples.NOW,
                        LIMIT,
                        20_000,
                        "event passed enrichment but then exceeded the maximum allowed size 10000 bytes"));
        assertThat(payload(row)).isEqualTo("x".repeat(8_000));
    }

    @Test
    void keepsTheFirstTenthOfABadRow() {
        byte[] badRow = "{\"schema\":".repeat(2_000).getBytes(UTF_8);

        BadRow row = BadRows.oversizedBadRow(Samples.PROCESSOR, Samples.NOW, badRow, LIMIT);

        assertThat(row.failure())
                .isEqualTo(new SizeViolation(
                        Samples.NOW,
                        LIMIT,
                        20_000,
                        "event failed enrichment, but resulting bad row exceeds allowed size 10000"));
        assertThat(payload(row)).isEqualTo("{\"schema\":".repeat(100));
    }

    /** Escapes make JSON longer than its input: up to six bytes for one. */
    @ParameterizedTest
    @ValueSource(strings = {"\"", "\t", "\u0001", "\u0085", "\u007F", "한", "😀", "a\t한\u0001\"😀"})
    void alwaysFitsTheLimit(String text) {
        byte[] event = text.repeat(LIMIT).getBytes(UTF_8);
        for (int limit = LIMIT; limit < LIMIT + 40; limit++) {
            BadRow cutEvent = BadRows.oversizedEvent(Samples.PROCESSOR, Samples.NOW, event, limit);
            BadRow cutRow = BadRows.oversizedBadRow(Samples.PROCESSOR, Samples.NOW, event, limit);

            assertThat(BadRowJson.encode(cutEvent)).hasSizeLessThanOrEqualTo(limit);
            assertThat(BadRowJson.encode(cutRow)).hasSizeLessThanOrEqualTo(limit);
            assertThat(text.repeat(LIMIT)).startsWith(payload(cutEvent)).startsWith(payload(cutRow));
            assertThat(payload(cutEvent)).isNotEmpty();
        }
    }

    @Test
    void keepsNothingWhenNothingFits() {
        BadRow row = BadRows.oversizedEvent(
                Samples.PROCESSOR, Samples.NOW, "x".repeat(500).getBytes(UTF_8), 100);

        assertThat(payload(row)).isEmpty();
    }

    private static String payload(BadRow row) {
        return ((Payload.Raw) row.payload()).text();
    }
}
