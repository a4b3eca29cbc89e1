package dev.firn.enrichments.adapter.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** JSON numbers that are whole, however they are spelled: also {@code 1.0} and {@code 1e3}. */
public final class WholeNumber {

    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private WholeNumber() {}

    /** Null of other values, and of numbers that a long does not hold. */
    public static @Nullable Long of(JsonNode value) {
        if (!value.isNumber()) {
            return null;
        }
        if (value.isInt() || value.isLong()) {
            return value.longValue();
        }
        BigDecimal number = value.decimalValue(); // of bounded size, see JsonText
        boolean isLong = number.compareTo(MIN) >= 0
                && number.compareTo(MAX) <= 0
                && number.remainder(BigDecimal.ONE).signum() == 0;
        return isLong ? Long.valueOf(number.longValue()) : null;
    }
}
