package dev.firn.app.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.config.FirnConfig;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppMetricsTest {

    private final AppMetrics metrics = AppMetrics.of(new FirnConfig.Metrics(null, null, Map.of("env", "test")), "shop");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void writesPrometheusTextToWhoAsksForNothingElse() {
        for (String accept : new String[] {null, "*/*", "text/plain"}) {
            MetricsPage page = metrics.scrape(accept);
            assertThat(page.contentType()).startsWith("text/plain; version=0.0.4");
            assertThat(text(page)).contains("# TYPE firn_up gauge").doesNotContain("# EOF");
        }
    }

    @Test
    void writesOpenMetricsToWhoAsksForIt() {
        MetricsPage page = metrics.scrape("application/openmetrics-text; version=1.0.0, text/plain;q=0.5");
        assertThat(page.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(text(page)).endsWith("# EOF\n");
    }

    @Test
    void putsTheCommonLabelsOnEveryNumber() {
        metrics.registry().counter("firn.good").increment();
        assertThat(text(metrics.scrape(null)).lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("app=\"shop\"", "env=\"test\""));
    }

    @Test
    void showsTheProcessBeforeAnythingRuns() {
        assertThat(text(metrics.scrape(null)))
                .contains(
                        "firn_up{app=\"shop\",env=\"test\"} 0",
                        "firn_stream_state{app=\"shop\",env=\"test\",state=\"CREATED\"} 1",
                        "jvm_memory_used_bytes",
                        "jvm_threads_live_threads",
                        "jvm_classes_loaded_classes",
                        "process_files_open_files",
                        "process_cpu_usage",
                        "process_uptime_seconds",
                        "logback_events_total",
                        "firn_build_info{")
                .containsPattern("process_resident_memory_bytes\\{[^}]*} \\d");
    }

    private static String text(MetricsPage page) {
        return new String(page.body(), UTF_8);
    }
}
