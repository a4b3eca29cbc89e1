package dev.firn.registry.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number that remembers how it was written. Its value is worked out only when somebody asks, and at a bounded cost:
 * {@code 1e1000000000} is twelve characters and must not become a gigabyte.
 */
final class NumberText extends NumericNode {

    /** Digits and exponent that {@link #decimalValue} keeps; a double ends at 10^308. */
    static final int MAX_DIGITS = 1000;

    private static final long serialVersionUID = 1L;

    private final String text;
    private final boolean integral;
    private transient @Nullable BigDecimal value; // a race only computes it twice

    NumberText(String text, boolean integral) {
        this.text = text;
        this.integral = integral;
    }

    @Override
    public BigDecimal decimalValue() {
        BigDecimal known = value;
        if (known == null) {
            known = BoundedDecimal.of(text);
            value = known;
        }
        return known;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeNumber(text);
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public JsonToken asToken() {
        return integral ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public JsonParser.NumberType numberType() {
        return integral ? JsonParser.NumberType.BIG_INTEGER : JsonParser.NumberType.BIG_DECIMAL;
    }

    @Override
    public boolean isIntegralNumber() {
        return integral;
    }

    @Override
    public boolean isBigInteger() {
        return integral;
    }

    @Override
    public boolean isFloatingPointNumber() {
        return !integral;
    }

    @Override
    public boolean isBigDecimal() {
        return !integral;
    }

    @Override
    public Number numberValue() {
        return integral ? bigIntegerValue() : decimalValue();
    }

    @Override
    public int intValue() {
        return decimalValue().intValue();
    }

    @Override
    public long longValue() {
        return decimalValue().longValue();
    }

    @Override
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    @Override
    public BigInteger bigIntegerValue() {
        return decimalValue().toBigInteger();
    }

    @Override
    public boolean canConvertToInt() {
        return fits(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public boolean canConvertToLong() {
        return fits(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public boolean canConvertToExactIntegral() {
        return integral || decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private boolean fits(long least, long most) {
        return decimalValue().compareTo(BigDecimal.valueOf(least)) >= 0
                && decimalValue().compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** The same value and the same kind; numbers cut by {@link BoundedDecimal} only equal their own spelling. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof NumberText number
                && (text.equals(number.text)
                        || (integral == number.integral
                                && BoundedDecimal.isExact(text)
                                && BoundedDecimal.isExact(number.text)
                                && decimalValue().compareTo(number.decimalValue()) == 0));
    }

    @Override
    public int hashCode() {
        double rounded = doubleValue();
        return Double.hashCode(rounded == 0 ? 0.0 : rounded); // -0.0 equals 0.0
    }
}
