package dev.firn.registry.validation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;

/**
 * The formats {@code date} and {@code date-time} as Enrich takes them: RFC 3339, but a blank may stand for the {@code T},
 * the seconds may be missing and a lone point may follow them. (Enrich also refuses offsets like {@code -03:30}, by a slip of
 * its parser: Newfoundland is welcome here.) No allocation for well-formed values.
 */
final class DateTimes {

    private static final int LONGEST_DATE = 17; // -0999999999-12-31
    private static final int MAX_FRACTION = 9;
    private static final int MAX_OFFSET_MINUTES = 18 * 60;
    private static final int[] MONTH_DAYS = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** Ends of June and of December, as year * 100 + month, at which a leap second was inserted. */
    private static final Set<Integer> LEAP_SECONDS = Set.of(
            197206, 197212, 197312, 197412, 197512, 197612, 197712, 197812, 197912, 198106, 198206, 198306, 198506,
            198712, 198912, 199012, 199206, 199306, 199406, 199512, 199706, 199812, 200512, 200812, 201206, 201506,
            201612);

    private DateTimes() {}

    static boolean isDate(String text) {
        return text.length() == 10 && Character.isDigit(text.charAt(0))
                ? startsWithDate(text)
                : text.length() <= LONGEST_DATE && isLongDate(text);
    }

    /** Years with a sign are rare; java.time knows them. */
    private static boolean isLongDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean isDateTime(String text) {
        int length = text.length();
        if (length < 17 || length > 40 || !startsWithDate(text) || "Tt ".indexOf(text.charAt(10)) < 0) {
            return false;
        }
        int hour = twoDigits(text, 11);
        int minute = twoDigits(text, 14);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text.charAt(13) != ':') {
            return false;
        }
        int i = 16;
        int second = 0;
        if (text.charAt(i) == ':') {
            second = twoDigits(text, i + 1);
            if (second < 0 || second > 60) {
                return false;
            }
            i = afterFraction(text, i + 3);
        }
        int offset = i < 0 ? NO_OFFSET : offsetMinutes(text, i);
        return offset != NO_OFFSET && (second < 60 || isLeapSecond(text, hour, minute, offset));
    }

    private static boolean startsWithDate(String text) {
        int century = twoDigits(text, 0);
        int yearOfCentury = twoDigits(text, 2);
        int month = twoDigits(text, 5);
        int day = twoDigits(text, 8);
        if (century < 0 || yearOfCentury < 0 || month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month]) {
            return false;
        }
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (day < 29 || month != 2 || isLeapYear(century, yearOfCentury));
    }

    private static boolean isLeapYear(int century, int yearOfCentury) {
        return yearOfCentury == 0 ? century % 4 == 0 : yearOfCentury % 4 == 0;
    }

    /** The index behind the fraction that may start at {@code i}, or -1. */
    private static int afterFraction(String text, int i) {
        if (i >= text.length() || text.charAt(i) != '.') {
            return i;
        }
        int end = i + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end - i - 1 <= MAX_FRACTION ? end : -1;
    }

    private static final int NO_OFFSET = Integer.MIN_VALUE;

    /** The zone, which must be all that is left of the text. */
    private static int offsetMinutes(String text, int i) {
        int left = text.length() - i;
        if (left == 1 && (text.charAt(i) == 'Z' || text.charAt(i) == 'z')) {
            return 0;
        }
        if (left != 6 || text.charAt(i + 3) != ':') {
            return NO_OFFSET;
        }
        int hours = twoDigits(text, i + 1);
        int minutes = twoDigits(text, i + 4);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MAX_OFFSET_MINUTES) {
            return NO_OFFSET;
        }
        int offset = hours * 60 + minutes;
        return switch (text.charAt(i)) {
            case '+' -> offset;
            case '-' -> offset == 0 ? NO_OFFSET : -offset; // RFC 3339: -00:00 is "zone unknown"
            default -> NO_OFFSET;
        };
    }

    private static boolean isLeapSecond(String text, int hour, int minute, int offset) {
        int year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
        int month = twoDigits(text, 5);
        int day = twoDigits(text, 8);
        return hour - offset / 60 == 23
                && minute - offset % 60 == 59
                && day == MONTH_DAYS[month]
                && LEAP_SECONDS.contains(year * 100 + month);
    }

    private static int twoDigits(String text, int i) {
        if (i + 1 >= text.length() || !isDigit(text.charAt(i)) || !isDigit(text.charAt(i + 1))) {
            return -1;
        }
        return (text.charAt(i) - '0') * 10 + text.charAt(i + 1) - '0';
    }

    private static boolean isDigit(char c) {
        return '0' <= c && c <= '9';
    }
}
