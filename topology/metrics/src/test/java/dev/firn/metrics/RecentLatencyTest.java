package dev.firn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentLatencyTest {

    private long nanos;
    private final RecentLatency latency = new RecentLatency(() -> nanos);

    @Test
    void showsWhatCameSinceTheLookBefore() {
        // given
        for (int i = 1; i <= 100; i++) {
            latency.record(i * 100L);
        }

        // then
        assertThat(latency.seconds(50)).isCloseTo(5, within(0.1));
        assertThat(latency.seconds(99)).isCloseTo(9.9, within(0.1));
        assertThat(latency.seconds(100)).isCloseTo(10, within(0.1));

        // when
        latency.record(70);
        nanos += TimeUnit.SECONDS.toNanos(1);

        // then
        assertThat(latency.seconds(100)).isCloseTo(0.07, within(0.001));
    }

    @Test
    void isNoNumberWithoutEvents() {
        assertThat(latency.seconds(50)).isNaN();
    }

    @Test
    void showsTheSameForASecondSoThatTheValuesOfOneLookBelongTogether() {
        // given
        latency.record(1_000);
        assertThat(latency.seconds(50)).isCloseTo(1, within(0.01));

        // when
        latency.record(9_000);
        nanos += TimeUnit.MILLISECONDS.toNanos(900);

        // then
        assertThat(latency.seconds(100)).isCloseTo(1, within(0.01));
    }

    @Test
    void takesTimesOfClocksThatDiffer() {
        latency.record(-5_000);
        latency.record(Long.MAX_VALUE);

        assertThat(latency.seconds(0)).isLessThan(0.01);
        assertThat(latency.seconds(100)).isCloseTo(30.0 * 24 * 60 * 60, within(30_000.0));
    }
}
