package dev.firn.enrichments.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.lookup.EntityInput;
import dev.firn.enrichments.lookup.Input;
import dev.firn.enrichments.lookup.PojoInput;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of a query from an event: each a {@code Boolean}, {@code Byte}, {@code Integer}, {@code Long}, {@code
 * Float}, {@code Double}, {@code BigDecimal} or {@code String}.
 */
final class ParameterReader {

    private static final int MAX_LONG_DIGITS = 19;

    private final List<SqlQueryConfig.Placeholder> inputs;
    private final int highest;
    private final boolean coerceStrings;

    ParameterReader(List<SqlQueryConfig.Placeholder> inputs, boolean coerceStrings) {
        this.inputs = inputs;
        this.highest = inputs.stream()
                .mapToInt(SqlQueryConfig.Placeholder::number)
                .max()
                .orElse(0);
        this.coerceStrings = coerceStrings;
    }

    /** What they are read from, in the order configured. */
    List<EventPart> parts() {
        return inputs.stream().map(one -> one.input().part()).toList();
    }

    /**
     * The values found, by placeholder from 1; an input that finds nothing leaves an earlier one's value. Null when there is
     * a gap between them.
     */
    @Nullable
    List<Object> read(EventView event) {
        @Nullable Object[] values = new @Nullable Object[highest];
        int found = 0;
        int last = 0;
        for (SqlQueryConfig.Placeholder placeholder : inputs) {
            Object value = value(placeholder.input(), event);
            if (value != null) {
                int index = placeholder.number() - 1;
                found += values[index] == null ? 1 : 0;
                values[index] = value;
                last = Math.max(last, placeholder.number());
            }
        }
        return found == last ? List.of((Object[]) Arrays.copyOf(values, found)) : null;
    }

    private @Nullable Object value(Input input, EventView event) {
        if (input instanceof PojoInput pojo) {
            return pojo.value(event);
        }
        JsonNode json = ((EntityInput) input).value(event);
        return json == null ? null : typed(json);
    }

    private @Nullable Object typed(JsonNode json) {
        if (json.isTextual()) {
            return coerceStrings ? coerced(json.textValue()) : json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        return json.isNumber() ? number(json) : null;
    }

    private static Object number(JsonNode json) {
        if (json.isInt()) {
            return json.intValue();
        }
        BigDecimal value = json.decimalValue();
        if (value.precision() - value.scale() <= MAX_LONG_DIGITS) {
            try {
                long whole = value.longValueExact();
                return (int) whole == whole ? (Object) (int) whole : (Object) whole;
            } catch (ArithmeticException e) {
                // a fraction, or too large by little
            }
        }
        return value.doubleValue();
    }

    /** Snowplow tries a text as int, long, double and boolean before it lets it be one. */
    private static Object coerced(String text) {
        if (mayBeNumber(text)) {
            try {
                long whole = Long.parseLong(text);
                return (int) whole == whole ? (Object) (int) whole : (Object) whole;
            } catch (NumberFormatException notWhole) {
                try {
                    return Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    return text;
                }
            }
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        return text.equalsIgnoreCase("false") ? (Object) false : text;
    }

    /**
     * False for nearly all texts that are none: parsing those would cost microseconds of exceptions. Spelled as Java reads
     * numbers: with blanks around, hexadecimal, {@code 1d}, {@code NaN}, {@code Infinity}.
     */
    private static boolean mayBeNumber(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            return false;
        }
        char first = trimmed.charAt(0);
        int start = first == '+' || first == '-' ? 1 : 0;
        if (trimmed.startsWith("NaN", start) || trimmed.startsWith("Infinity", start)) {
            return true;
        }
        char previous = ' ';
        for (int i = start; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            boolean sign = c == '+' || c == '-';
            if (sign ? "eEpP".indexOf(previous) < 0 : Character.digit(c, 16) < 0 && ".xXpP".indexOf(c) < 0) {
                return false;
            }
            previous = c;
        }
        return Character.isDigit(trimmed.charAt(trimmed.length() - 1)) || ".dDfF".indexOf(previous) >= 0;
    }
}
