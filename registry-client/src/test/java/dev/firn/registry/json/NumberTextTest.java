package dev.firn.registry.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "-0.0", "1e3", "1.50E-7", "0.000123e2", "-12.5e+20", "1e400", "100e-400", "0e5"})
    void hasTheValueOfItsText(String text) {
        assertThat(new NumberText(text, false).decimalValue()).isEqualByComparingTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @CsvSource({"1e1000000000,1000", "-1e1000000000,1000", "1e99999999999999999999,1000", "1e-1000000000,-1000"})
    void staysCheapForAnyExponent(String text, int powerOfTen) {
        BigDecimal value = new NumberText(text, false).decimalValue();

        assertThat(value.abs()).isEqualByComparingTo(BigDecimal.ONE.scaleByPowerOfTen(powerOfTen));
        assertThat(value.signum()).isEqualTo(text.startsWith("-") ? -1 : 1);
    }

    @Test
    void equalsTheSameValueOfTheSameKind() {
        assertThat(new NumberText("1.0", false)).isEqualTo(new NumberText("1.00", false));
        assertThat(new NumberText("1.0", false)).hasSameHashCodeAs(new NumberText("1e0", false));
        assertThat(new NumberText("-0", true)).isNotEqualTo(new NumberText("-0.0", false));
        assertThat(new NumberText("1e2000", false)).isNotEqualTo(new NumberText("1e2001", false));
        assertThat(new NumberText("1e2000", false)).isEqualTo(new NumberText("1e2000", false));
    }

    @Test
    void isAnIntegerOnlyWhenSpelledAsOne() {
        assertThat(new NumberText("-0", true).isIntegralNumber()).isTrue();
        assertThat(new NumberText("1.0", false).isIntegralNumber()).isFalse();
        assertThat(new NumberText("1.0", false).canConvertToExactIntegral()).isTrue();
        assertThat(new NumberText("1e10", false).canConvertToInt()).isFalse();
    }
}
