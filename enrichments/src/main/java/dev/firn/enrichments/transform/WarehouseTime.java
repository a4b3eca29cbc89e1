package dev.firn.enrichments.transform;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** The times that warehouses load, years 0 to 9999 in UTC, and how any time is spelled in the complaint about another. */
public final class WarehouseTime {

    private static final long FIRST = -62_167_219_200_000L;
    private static final long LAST = 253_402_300_799_999L;

    private WarehouseTime() {}

    public static boolean holds(long epochMillis) {
        return epochMillis >= FIRST && epochMillis <= LAST;
    }

    /** {@code 37179-09-17 07:18:31.111}. */
    public static String column(long epochMillis) {
        return spell(epochMillis, ' ');
    }

    /** {@code 37179-09-17T07:18:31.111Z}. */
    public static String iso(long epochMillis) {
        return spell(epochMillis, 'T') + 'Z';
    }

    private static String spell(long epochMillis, char separator) {
        LocalDateTime t = LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%s%04d-%02d-%02d%s%02d:%02d:%02d.%03d",
                t.getYear() < 0 ? "-" : "",
                Math.abs(t.getYear()),
                t.getMonthValue(),
                t.getDayOfMonth(),
                separator,
                t.getHour(),
                t.getMinute(),
                t.getSecond(),
                t.getNano() / 1_000_000);
    }
}
