package dev.firn.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountsLogTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void namesWhatIsNotZeroInOneLineWithoutApplicationsAndCommonLabels() {
        // given
        registry.counter("firn.good", "app", "firn").increment(98);
        registry.counter("firn.pii", "app", "firn");
        registry.counter("firn.bad", "app", "firn", "type", "schema_violations", "app_id", "shop")
                .increment(2);
        registry.counter("firn.bad", "app", "firn", "type", "schema_violations", "app_id", "blog")
                .increment(3);
        registry.counter("firn.output.records", "app", "firn", "output", "good", "fate", "written")
                .increment(98);
        registry.counter("jvm.things").increment();
        registry.timer("firn.commit");

        // then
        assertThat(new CountsLog(registry, Set.of("app")).line())
                .isEqualTo("bad{type=schema_violations}=5 good=98 output-records{fate=written,output=good}=98");
    }
}
