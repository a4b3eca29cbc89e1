package dev.firn.enrichments.url;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When an event really happened, in epoch milliseconds: the tracker's word if it gave one; else the collector's time less
 * the time the event waited on the device, from being created to being sent.
 *
 * <p>That wait is a calendar period in UTC, taken off field by field (years first), as Joda-Time does it. Below 28 days
 * this is plain subtraction; from there on months have lengths, and the result differs by up to a few days.
 */
public final class DerivedTimestamp {

    private static final long DAY = 24L * 60 * 60 * 1000;
    /** No shorter wait holds a whole month. */
    private static final long SHORTEST_MONTH = 28 * DAY;

    private static final long FEBRUARY_29 = (31 + 28) * DAY;

    private DerivedTimestamp() {}

    /** Null only when there is no collector time and no other to go by. */
    public static @Nullable Long of(
            @Nullable Long trueTime, @Nullable Long created, @Nullable Long sent, @Nullable Long collector) {
        if (trueTime != null) {
            return trueTime;
        }
        if (created == null || sent == null || collector == null || created >= sent) {
            return collector;
        }
        long wait = sent - created;
        return wait >= 0 && wait < SHORTEST_MONTH ? Long.valueOf(collector - wait) : calendar(created, sent, collector);
    }

    private static long calendar(long createdMillis, long sentMillis, long collectorMillis) {
        LocalDateTime created = utc(createdMillis);
        LocalDateTime sent = utc(sentMillis);

        int years = years(created, sent);
        LocalDateTime afterYears = created.plusYears(years);
        int months = months(afterYears, sent);
        LocalDateTime afterMonths = afterYears.plusMonths(months);
        // Weeks to milliseconds all have one length in UTC.
        long millis = ChronoUnit.MILLIS.between(afterMonths, sent);

        return utc(collectorMillis)
                .minusYears(years)
                .minusMonths(months)
                .minus(millis, ChronoUnit.MILLIS)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    /**
     * Whole years by the place in the year: once past February 28, days of leap and other years are counted so that the
     * same date is the same place, and February 29 is also the 28th of a year that has no other.
     */
    private static int years(LocalDateTime start, LocalDateTime end) {
        long startPlace = placeInYear(start);
        long endPlace = placeInYear(end);
        boolean startIsLeap = Year.isLeap(start.getYear());
        boolean endIsLeap = Year.isLeap(end.getYear());
        if (startPlace >= FEBRUARY_29 && startIsLeap && !endIsLeap) {
            startPlace -= DAY;
        } else if (startPlace >= FEBRUARY_29 && !startIsLeap && endIsLeap && endPlace >= FEBRUARY_29) {
            endPlace -= DAY;
        }
        return end.getYear() - start.getYear() - (endPlace < startPlace ? 1 : 0);
    }

    private static long placeInYear(LocalDateTime time) {
        return (time.getDayOfYear() - 1) * DAY + millisOfDay(time);
    }

    /** Whole months; the last day of a short month is also the place of the days that it lacks. */
    private static int months(LocalDateTime start, LocalDateTime end) {
        boolean lastDay = end.getDayOfMonth() == YearMonth.from(end).lengthOfMonth();
        int startDay = lastDay ? Math.min(start.getDayOfMonth(), end.getDayOfMonth()) : start.getDayOfMonth();
        long startPlace = startDay * DAY + millisOfDay(start);
        long endPlace = end.getDayOfMonth() * DAY + millisOfDay(end);
        int months = (end.getYear() - start.getYear()) * 12 + end.getMonthValue() - start.getMonthValue();
        return endPlace < startPlace ? months - 1 : months;
    }

    private static long millisOfDay(LocalDateTime time) {
        return time.toLocalTime().toNanoOfDay() / 1_000_000;
    }

    private static LocalDateTime utc(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
