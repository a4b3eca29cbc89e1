package dev.firn.topology.adjoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttributionTest {

    @Test
    void creditsSumUpToExactlyOne() {
        IntStream.concat(IntStream.rangeClosed(1, 2_000), IntStream.of(99_999, 100_000))
                .forEach(touches -> assertThat(IntStream.range(0, touches)
                                .mapToObj(i -> Attribution.credit(i, touches))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(BigDecimal.ONE));
    }

    @Test
    void creditsReadAsPeopleWriteThem() {
        assertThat(Stream.of(Attribution.credit(0, 1), Attribution.credit(1, 2), Attribution.credit(0, 3))
                        .map(BigDecimal::toString))
                .containsExactly("1", "0.5", "0.333334");
        assertThat(Attribution.credit(2, 3)).hasToString("0.333333");
    }

    @Test
    void eachModelTakesItsTouches() {
        assertThat(Attribution.LAST.from(3)).isEqualTo(2);
        assertThat(Attribution.LAST.to(3)).isEqualTo(3);
        assertThat(Attribution.FIRST.from(3)).isZero();
        assertThat(Attribution.FIRST.to(3)).isEqualTo(1);
        assertThat(Attribution.LINEAR.from(3)).isZero();
        assertThat(Attribution.LINEAR.to(3)).isEqualTo(3);
        for (Attribution model : Attribution.values()) {
            assertThat(model.from(0)).isEqualTo(model.to(0)).isZero();
        }
    }
}
