package dev.firn.topology.adjoin;

import java.math.BigDecimal;
import java.util.Locale;

/** Which of the touches before a conversion are credited with it. Their order is that of time, then of id. */
public enum Attribution {
    /** The last one gets it all. */
    LAST,
    /** The first one gets it all. */
    FIRST,
    /** All get the same, to {@value #DECIMALS} decimals; what is left by rounding goes to the first ones, a unit each. */
    LINEAR;

    static final int DECIMALS = 6;

    private static final int UNITS = 1_000_000;

    /** As joined records name it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first of the touches that are credited. */
    int from(int touches) {
        return this == LAST ? Math.max(0, touches - 1) : 0;
    }

    /** The end of the touches that are credited, exclusive. */
    int to(int touches) {
        return this == FIRST ? Math.min(1, touches) : touches;
    }

    /** What one of the credited touches gets; all of them together get exactly 1, as there are at most a million. */
    static BigDecimal credit(int index, int credited) {
        int units = UNITS / credited + (index < UNITS % credited ? 1 : 0);
        // As it is written: 1 and 0.5, not 1.000000 or 5E-1.
        BigDecimal exact = BigDecimal.valueOf(units, DECIMALS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
