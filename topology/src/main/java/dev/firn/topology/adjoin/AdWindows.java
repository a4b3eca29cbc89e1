package dev.firn.topology.adjoin;

import java.time.Duration;

/**
 * How far apart ad events may lie to belong together. Whole milliseconds; both ends count.
 *
 * @param impressionToClick from an impression to its click
 * @param clickToConversion from a click to a conversion that it is credited with
 * @param viewThrough from an impression to a conversion that it is credited with although nobody clicked; zero when
 *     impressions alone are credited with nothing
 * @param grace how far behind the newest one of its partition an event may come and still count
 */
public record AdWindows(Duration impressionToClick, Duration clickToConversion, Duration viewThrough, Duration grace) {

    private static final Duration LONGEST = Duration.ofDays(400);

    public AdWindows {
        check("impressionToClick", impressionToClick);
        check("clickToConversion", clickToConversion);
        check("viewThrough", viewThrough);
        check("grace", grace);
    }

    /** A day to the click, thirty to the conversion, an hour of grace, nothing for views alone. */
    public static AdWindows usual() {
        return new AdWindows(Duration.ofDays(1), Duration.ofDays(30), Duration.ZERO, Duration.ofHours(1));
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " = " + value + ", expected up to 400 days");
        }
    }
}
