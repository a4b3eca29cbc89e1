package dev.firn.registry.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The value of a JSON number's text, exact for up to {@value NumberText#MAX_DIGITS} digits and an order of magnitude
 * within ±{@value NumberText#MAX_DIGITS}. Digits beyond are dropped and magnitudes beyond become the nearest end of the
 * range, so comparisons with ordinary numbers still come out right and arithmetic stays cheap.
 */
final class BoundedDecimal {

    private static final int MAX = NumberText.MAX_DIGITS;
    private static final int SURELY_SMALL = 24;
    private static final long EXPONENT_CEILING = 1L << 40;

    private final boolean negative;
    private final String digits; // significant, without leading zeros, at most MAX; empty for zero
    private final long magnitude; // value = 0.digits * 10^magnitude
    private final boolean cut;

    private BoundedDecimal(String text) {
        int i = text.charAt(0) == '-' ? 1 : 0;
        negative = i == 1;
        StringBuilder significant = new StringBuilder(Math.min(text.length(), MAX));
        long scale = 0;
        boolean fraction = false;
        boolean dropped = false;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                fraction = true;
            } else if (c == 'e' || c == 'E') {
                break;
            } else {
                if (significant.length() == 0 && c == '0') {
                    scale -= fraction ? 1 : 0;
                    continue;
                }
                if (significant.length() < MAX) {
                    significant.append(c);
                } else {
                    dropped |= c != '0';
                }
                scale += fraction ? 0 : 1;
            }
        }
        digits = significant.toString();
        magnitude = scale + (i < text.length() ? exponent(text, i + 1) : 0);
        cut = dropped || (!digits.isEmpty() && Math.abs(magnitude) > MAX);
    }

    static BigDecimal of(String text) {
        return isSmall(text) ? new BigDecimal(text) : new BoundedDecimal(text).value();
    }

    static boolean isExact(String text) {
        return isSmall(text) || !new BoundedDecimal(text).cut;
    }

    private BigDecimal value() {
        if (digits.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal absolute;
        if (magnitude > MAX) {
            absolute = BigDecimal.ONE.scaleByPowerOfTen(MAX);
        } else if (magnitude < -MAX) {
            absolute = BigDecimal.ONE.scaleByPowerOfTen(-MAX);
        } else {
            absolute = new BigDecimal(new BigInteger(digits), (int) (digits.length() - magnitude));
        }
        return negative ? absolute.negate() : absolute;
    }

    private static boolean isSmall(String text) {
        return text.length() <= SURELY_SMALL && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    private static long exponent(String text, int start) {
        char sign = text.charAt(start);
        long exponent = 0;
        for (int i = sign == '-' || sign == '+' ? start + 1 : start; i < text.length(); i++) {
            exponent = Math.min(exponent * 10 + (text.charAt(i) - '0'), EXPONENT_CEILING);
        }
        return sign == '-' ? -exponent : exponent;
    }
}
