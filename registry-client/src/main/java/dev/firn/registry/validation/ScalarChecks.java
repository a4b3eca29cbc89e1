package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** What a schema says about strings, about numbers, and by {@code enum} about any value. */
final class ScalarChecks {

    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private ScalarChecks() {}

    /** Lengths count code points. */
    static Check length(long least, long most) {
        return value -> {
            String text = value.textValue();
            int units = text.length();
            if (units <= most && units >= 2 * least) {
                return true; // a code point is one unit or two: no need to count
            }
            int length = text.codePointCount(0, units);
            return least <= length && length <= most;
        };
    }

    static Check pattern(BoundedRegex regex) {
        return value -> regex.find(value.textValue());
    }

    static Check format(StringFormat format) {
        return value -> format.accepts(value.textValue());
    }

    static Check minimum(BigDecimal bound, boolean exclusive) {
        int worst = exclusive ? 1 : 0;
        return comparison(bound, sign -> sign >= worst);
    }

    static Check maximum(BigDecimal bound, boolean exclusive) {
        int worst = exclusive ? -1 : 0;
        return comparison(bound, sign -> sign <= worst);
    }

    private static Check comparison(BigDecimal bound, IntPredicate wanted) {
        if (!isLong(bound)) {
            return value -> wanted.test(value.decimalValue().compareTo(bound));
        }
        long whole = bound.longValue();
        return value -> wanted.test(
                value.isInt() || value.isLong()
                        ? Long.compare(value.longValue(), whole)
                        : value.decimalValue().compareTo(bound));
    }

    private static boolean isLong(BigDecimal number) {
        return number.compareTo(LEAST_LONG) >= 0
                && number.compareTo(MOST_LONG) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    static Check multipleOf(BigDecimal divisor) {
        return value -> value.decimalValue().remainder(divisor).signum() == 0;
    }

    /** Numbers are compared by value, all else exactly. */
    static Check oneOfValues(JsonNode values) {
        Set<String> texts = new HashSet<>();
        Set<BigDecimal> numbers = new HashSet<>();
        Set<JsonNode> others = new HashSet<>();
        for (JsonNode value : values) {
            if (value.isTextual()) {
                texts.add(value.textValue());
            } else if (value.isNumber()) {
                numbers.add(value.decimalValue().stripTrailingZeros());
            } else {
                others.add(value);
            }
        }
        return value -> {
            if (value.isTextual()) {
                return texts.contains(value.textValue());
            }
            return value.isNumber()
                    ? numbers.contains(value.decimalValue().stripTrailingZeros())
                    : others.contains(value);
        };
    }
}
