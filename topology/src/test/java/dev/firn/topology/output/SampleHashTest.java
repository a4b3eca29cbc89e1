package dev.firn.topology.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleHashTest {

    /** The Python lines in docs/outputs.md gave these. */
    @ParameterizedTest
    @CsvSource({
        "'', 0.93676944839044",
        "a, 0.5102945176565711",
        "jane@example.com, 0.559462236398963",
        "5b5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f01, 0.6386384954741366",
        "유저, 0.8178059556567108",
        "user-1, 0.2563932327962135"
    })
    void isWhatTheDocumentationSays(String text, double expected) {
        assertThat(SampleHash.fraction(text)).isEqualTo(expected);
    }

    @Test
    void isEvenAlsoWithinAPartition() {
        // given: what lands in partition 3 of 8
        double[] fractions = IntStream.range(0, 80_000)
                .mapToObj(i -> "user-" + i)
                .filter(user -> Utils.toPositive(Utils.murmur2(user.getBytes())) % 8 == 3)
                .mapToDouble(SampleHash::fraction)
                .toArray();

        // then: binomial, 4 standard deviations
        for (double rate : new double[] {0.01, 0.1, 0.5}) {
            double part = (double) java.util.Arrays.stream(fractions)
                            .filter(one -> one < rate)
                            .count()
                    / fractions.length;
            assertThat(part).isCloseTo(rate, within(4 * Math.sqrt(rate * (1 - rate) / fractions.length)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1, Double.NaN})
    void refusesRatesThatAreNone(double percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.percent(percent))
                .withMessageContaining("sample = ");
    }
}
