package dev.firn.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class SeriesLimitTest {

    @Test
    void refusesMoreSeriesOfANameThanItsLimitAndSaysSo() {
        // given
        SeriesLimit limit = new SeriesLimit(3);
        MeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(limit);

        // when
        for (int i = 0; i < 5; i++) {
            registry.counter("firn.bad", "app_id", "app" + i).increment();
        }
        registry.counter("firn.bad", "app_id", "app0").increment();
        registry.counter("firn.good").increment();

        // then
        assertThat(registry.find("firn.bad").counters()).hasSize(3);
        assertThat(registry.get("firn.bad").tag("app_id", "app0").counter().count())
                .isEqualTo(2);
        assertThat(registry.get("firn.good").counter().count()).isEqualTo(1);
        assertThat(limit.refused()).isEqualTo(2);
    }
}
