package dev.firn.serdes.format;

import dev.firn.registry.json.Utf8Output;
import java.util.OptionalLong;

/**
 * Epoch milliseconds as the text of a TSV column, {@code 2013-11-26 00:02:05.100}, or as ISO 8601 with a {@code T} and a
 * {@code Z}, always UTC and with three decimals. The calendar is the proleptic ISO one; years beyond 9999 have more
 * digits, years before 0 a minus sign.
 *
 * <p>Every event has about six of them, so this is arithmetic instead of {@code java.time} formatting. The day count is
 * Howard Hinnant's: eras of 400 years that begin in March, so that the leap day comes last
 * (<a href="https://howardhinnant.github.io/date_algorithms.html">chrono-compatible date algorithms</a>). Stateless.
 */
public final class Timestamps {

    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int DAYS_PER_ERA = 146_097;

    /** Days from the first of March of year 0 to 1970. */
    private static final int EPOCH_SHIFT = 719_468;

    /** {@code yyyy-MM-dd HH:mm:ss.SSS}. */
    private static final int USUAL_LENGTH = 23;

    private Timestamps() {}

    /** The text of a TSV column. */
    public static String format(long epochMillis) {
        return text(epochMillis, ' ').toString();
    }

    /** The same moment as bad rows write it: {@code 2013-11-26T00:02:05.100Z}. */
    public static String iso(long epochMillis) {
        return text(epochMillis, 'T').append('Z').toString();
    }

    /** The same moment as {@link java.time.Instant#toString} writes it: no decimals for a whole second, and {@code +10000}. */
    static String instant(long epochMillis) {
        StringBuilder out = text(epochMillis, 'T');
        if (Math.floorMod(epochMillis, 1000L) == 0) {
            out.setLength(out.length() - 4);
        }
        return out.charAt(4) != '-' && out.charAt(0) != '-'
                ? out.insert(0, '+').append('Z').toString()
                : out.append('Z').toString();
    }

    /** As {@link #format}, without the text in between. */
    public static void write(long epochMillis, Utf8Output out) {
        out.ascii(format(epochMillis));
    }

    /**
     * Reads the text of a TSV column. Fewer or more than three decimals, and none, are taken too, since other writers'
     * rows have them; what is finer than a millisecond is cut off. Empty for anything else.
     */
    public static OptionalLong parse(String text) {
        return new TimestampText(text).parse();
    }

    private static StringBuilder text(long epochMillis, char separator) {
        long days = Math.floorDiv(epochMillis, MILLIS_PER_DAY);
        int time = (int) Math.floorMod(epochMillis, MILLIS_PER_DAY);
        long shifted = days + EPOCH_SHIFT;
        long era = Math.floorDiv(shifted, DAYS_PER_ERA);
        int dayOfEra = (int) Math.floorMod(shifted, (long) DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);

        StringBuilder out = new StringBuilder(USUAL_LENGTH + 1);
        appendYear(out, year);
        append2(out.append('-'), month);
        append2(out.append('-'), day);
        append2(out.append(separator), time / 3_600_000);
        append2(out.append(':'), time / 60_000 % 60);
        append2(out.append(':'), time / 1000 % 60);
        int millis = time % 1000;
        out.append('.').append((char) ('0' + millis / 100));
        append2(out, millis % 100);
        return out;
    }

    private static void appendYear(StringBuilder out, long year) {
        long digits = Math.abs(year);
        if (year < 0) {
            out.append('-');
        }
        if (digits > 9999) {
            out.append(digits);
        } else {
            append2(out, (int) digits / 100);
            append2(out, (int) digits % 100);
        }
    }

    private static void append2(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Days since 1970 of a date that exists. */
    static long epochDay(long year, int month, int day) {
        long marchYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(marchYear, 400L);
        int yearOfEra = (int) Math.floorMod(marchYear, 400L);
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
    }

    static long epochMillis(long epochDay, long millisOfDay) {
        return epochDay * MILLIS_PER_DAY + millisOfDay;
    }
}
