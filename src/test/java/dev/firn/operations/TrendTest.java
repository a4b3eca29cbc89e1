package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final int POINTS = 180;

    @Test
    void findsALeakUnderNoise() {
        SplittableRandom random = new SplittableRandom(1);

        Trend trend = trend(i -> 300 + i * 0.2 + random.nextDouble(-20, 20), false);

        assertThat(trend.growth()).isCloseTo(36, within(8.0));
        assertThat(trend.isFlat(0.03, 8)).isFalse();
    }

    @Test
    void takesNoiseAndOutliersForFlat() {
        SplittableRandom random = new SplittableRandom(2);

        Trend trend = trend(i -> i % 9 == 0 ? 900 : 300 + random.nextDouble(-20, 20), false);

        assertThat(trend.isFlat(0.03, 8)).isTrue();
    }

    @Test
    void looksAtTheLowsOfASaw() {
        // Its teeth grow, its lows do not.
        Trend trend = trend(i -> 100 + (i % 7) * (1 + i / 30.0), true);

        assertThat(trend.median()).isEqualTo(100);
        assertThat(trend.isFlat(0, 0)).isTrue();
    }

    @Test
    void leavesGapsOut() {
        Trend trend = trend(i -> i % 2 == 0 ? Double.NaN : 5, false);

        assertThat(trend).isEqualTo(new Trend(5, 0));
    }

    private static Trend trend(IntToDoubleFunction value, boolean lows) {
        List<Double> times = IntStream.range(0, POINTS).mapToObj(i -> i * 5.0).toList();
        return Trend.of(
                times, IntStream.range(0, POINTS).mapToObj(value::applyAsDouble).toList(), lows);
    }
}
