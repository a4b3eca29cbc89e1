package dev.firn.serdes.format;

import java.time.Year;
import java.util.OptionalLong;

/** Reads {@code yyyy-MM-dd HH:mm:ss[.fraction]} from front to back, once. */
final class TimestampText {

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** Years of epoch milliseconds that fit a long have no more digits. */
    private static final int MAX_YEAR_DIGITS = 9;

    /** Some of the years of nine digits are too far away: beyond this many days milliseconds overflow. */
    private static final long MAX_DAYS = Long.MAX_VALUE / 86_400_000L;

    private static final int NO_NUMBER = -1;

    private final String text;
    private int position;

    TimestampText(String text) {
        this.text = text;
    }

    OptionalLong parse() {
        boolean negative = take('-');
        int digits = year();
        int month = after('-');
        int day = after('-');
        int hour = after(' ');
        int minute = after(':');
        int second = after(':');
        int millis = fraction();
        boolean wellFormed = position == text.length()
                && digits != NO_NUMBER
                && month >= 1
                && month <= 12
                && day >= 1
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60
                && millis != NO_NUMBER;
        int year = negative ? -digits : digits;
        if (!wellFormed || day > daysOf(year, month)) {
            return OptionalLong.empty();
        }
        long epochDay = Timestamps.epochDay(year, month, day);
        long millisOfDay = ((hour * 60L + minute) * 60 + second) * 1000 + millis;
        return Math.abs(epochDay) < MAX_DAYS
                ? OptionalLong.of(Timestamps.epochMillis(epochDay, millisOfDay))
                : OptionalLong.empty();
    }

    private static int daysOf(int year, int month) {
        return month == 2 && Year.isLeap(year) ? 29 : DAYS[month - 1];
    }

    private int year() {
        int start = position;
        int year = digits(MAX_YEAR_DIGITS);
        return position - start >= 4 ? year : NO_NUMBER;
    }

    private int after(char separator) {
        if (!take(separator)) {
            return NO_NUMBER;
        }
        int start = position;
        int number = digits(2);
        return position - start == 2 ? number : NO_NUMBER;
    }

    /** The first three of one to nine decimals; 0 for none. */
    private int fraction() {
        if (!take('.')) {
            return 0;
        }
        int start = position;
        int number = digits(9);
        if (position == start) {
            return NO_NUMBER;
        }
        for (int i = position - start; i < 3; i++) {
            number *= 10;
        }
        for (int i = position - start; i > 3; i--) {
            number /= 10;
        }
        return number;
    }

    private int digits(int most) {
        int number = 0;
        for (int i = 0; i < most && position < text.length(); i++) {
            int digit = text.charAt(position) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
            position++;
        }
        return number;
    }

    private boolean take(char expected) {
        if (position < text.length() && text.charAt(position) == expected) {
            position++;
            return true;
        }
        return false;
    }
}
