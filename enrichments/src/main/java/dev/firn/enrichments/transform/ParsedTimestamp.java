package dev.firn.enrichments.transform;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A text read as milliseconds since the epoch, in the years 0 to 9999 (UTC), which is what warehouses load. */
public sealed interface ParsedTimestamp {

    /** The time in epoch milliseconds. */
    record Millis(long millis) implements ParsedTimestamp {}

    /** No such time; {@code expectation} is the text for the bad row. */
    record Refused(String expectation) implements ParsedTimestamp {}

    /** Reads what {@link Long#parseLong(String)} reads. */
    static ParsedTimestamp parse(String text) {
        long millis;
        try {
            millis = Long.parseLong(text);
        } catch (NumberFormatException e) {
            return new Refused("not in the expected format: ms since epoch");
        }
        return inRange(millis)
                ? new Millis(millis)
                : new Refused("formatting as " + format(millis) + " is not Redshift-compatible");
    }

    /** Whether a time is in the years 0 to 9999. */
    static boolean inRange(long epochMillis) {
        return epochMillis >= -62_167_219_200_000L && epochMillis <= 253_402_300_799_999L;
    }

    /** One function for each case. */
    default <R extends @Nullable Object> R fold(Function<Long, R> millis, Function<String, R> refused) {
        return this instanceof Millis some ? millis.apply(some.millis()) : refused.apply(((Refused) this).expectation());
    }

    /** The column format, for any year. */
    private static String format(long epochMillis) {
        LocalDateTime t = LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%s%04d-%02d-%02d %02d:%02d:%02d.%03d",
                t.getYear() < 0 ? "-" : "",
                Math.abs(t.getYear()),
                t.getMonthValue(),
                t.getDayOfMonth(),
                t.getHour(),
                t.getMinute(),
                t.getSecond(),
                t.getNano() / 1_000_000);
    }
}
