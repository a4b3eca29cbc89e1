package dev.firn.enrichments.adapter.internal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Points in time of several spellings, as JSON Schema's {@code date-time} wants them: {@code 2014-11-04T13:21:30.000Z},
 * always UTC.
 */
public final class DateTimes {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private DateTimes() {}

    /** Seconds since 1970; null where these are more milliseconds than a long holds. */
    public static @Nullable String ofEpochSeconds(long seconds) {
        return ofEpoch(seconds, 0);
    }

    /** Milliseconds since 1970. */
    public static String ofEpochMillis(long millis) {
        return format(LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000, ZoneOffset.UTC));
    }

    /** Seconds and milliseconds since 1970; null as in {@link #ofEpochSeconds}. */
    public static @Nullable String ofEpoch(long seconds, int millis) {
        return Math.abs(seconds) <= Long.MAX_VALUE / 1000 - 1 && seconds != Long.MIN_VALUE
                ? ofEpochMillis(seconds * 1000 + millis)
                : null;
    }

    /** From {@code 2014-11-04 13:21:30} in UTC; leading zeros may be missing. Any other text stays as it is. */
    public static String ofSpaced(String text) {
        Digits digits = new Digits(text);
        int year = digits.upTo(9, '-');
        int month = digits.upTo(2, '-');
        int day = digits.upTo(2, ' ');
        int hour = digits.upTo(2, ':');
        int minute = digits.upTo(2, ':');
        int second = digits.upTo(2, Digits.END);
        if (digits.failed) {
            return text;
        }
        try {
            return format(LocalDateTime.of(year, month, day, hour, minute, second));
        } catch (DateTimeException noSuchDay) {
            return text;
        }
    }

    /**
     * From ISO 8601, of seconds or finer, in UTC where no offset is given, to milliseconds since 1970. Null for other texts,
     * and for years so far away that these do not fit.
     */
    public static @Nullable Long parseIso(String text) {
        try {
            TemporalAccessor parsed = ISO.parse(text);
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            return LocalDateTime.from(parsed)
                    .toInstant(offset == null ? ZoneOffset.UTC : offset)
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException other) {
            return null;
        }
    }

    private static String format(LocalDateTime time) {
        StringBuilder out = new StringBuilder(24);
        padded(out, time.getYear(), 4).append('-');
        padded(out, time.getMonthValue(), 2).append('-');
        padded(out, time.getDayOfMonth(), 2).append('T');
        padded(out, time.getHour(), 2).append(':');
        padded(out, time.getMinute(), 2).append(':');
        padded(out, time.getSecond(), 2).append('.');
        return padded(out, time.getNano() / 1_000_000, 3).append('Z').toString();
    }

    private static StringBuilder padded(StringBuilder out, int number, int width) {
        String digits = Integer.toString(Math.abs(number));
        return out.append(number < 0 ? "-" : "")
                .append("0".repeat(Math.max(0, width - digits.length())))
                .append(digits);
    }

    /** Reads numbers one after the other; once one is missing, all are. */
    private static final class Digits {

        static final char END = '\0';

        private final String text;
        private int position;
        private boolean failed;

        Digits(String text) {
            this.text = text;
        }

        int upTo(int most, char next) {
            int value = 0;
            int start = position;
            int end = Math.min(text.length(), start + most);
            while (position < end && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
                value = value * 10 + text.charAt(position++) - '0';
            }
            failed |= position == start;
            if (next == END) {
                failed |= position != text.length();
            } else {
                failed |= position == text.length() || text.charAt(position) != next;
                position = Math.min(position + 1, text.length());
            }
            return value;
        }
    }
}
