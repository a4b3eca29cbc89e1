package dev.firn.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class KafkaReadingTest {

    private static final Labels COMMON = Labels.of("app", "firn");
    private static final String CLIENT = "firn-0a1b-StreamThread-2-consumer";

    private final Map<MetricName, Metric> metrics = new HashMap<>();

    @Test
    void takesTheSumOfAConsumerAndNotItsTopics() {
        // given
        add("consumer-fetch-manager-metrics", "records-consumed-total", Map.of("client-id", CLIENT), 7.0);
        add("consumer-fetch-manager-metrics", "records-consumed-total", Map.of("client-id", CLIENT, "topic", "a"), 7.0);
        add(
                "consumer-fetch-manager-metrics",
                "records-consumed-total",
                Map.of("client-id", "firn-0a1b-StateUpdater-2-restore-consumer"),
                100.0);

        // then
        assertThat(read(KafkaTable.ROWS)).singleElement().isInstanceOfSatisfying(CounterSnapshot.class, counter -> {
            assertThat(counter.getMetadata().getName()).isEqualTo("firn_kafka_consumer_records");
            assertThat(counter.getDataPoints()).singleElement().satisfies(point -> {
                assertThat(point.getValue()).isEqualTo(7);
                assertThat(point.getLabels().stream().toList())
                        .isEqualTo(
                                Labels.of("app", "firn", "thread", "2").stream().toList());
            });
        });
    }

    @Test
    void addsTheTasksOfAStoreUpAndTurnsNanosecondsIntoSeconds() {
        // given
        for (int task = 0; task < 3; task++) {
            add(
                    "stream-state-metrics",
                    "total-sst-files-size",
                    Map.of("thread-id", "x", "task-id", "0_" + task, "rocksdb-window-state-id", "firn-dedup"),
                    1000L);
        }
        add("stream-thread-metrics", "blocked-time-ns-total", Map.of("thread-id", "a-StreamThread-11"), 2.5e9);

        // then
        assertThat(values(read(RocksDbTable.ROWS))).containsExactly(Map.entry("firn_state_bytes{firn-dedup}", 3000.0));
        assertThat(values(read(KafkaTable.ROWS)))
                .containsExactly(Map.entry("firn_kafka_thread_blocked_seconds{11}", 2.5));
    }

    @Test
    void leavesOutWhatIsNoNumberAndWhatNobodyAskedFor() {
        add("stream-thread-metrics", "process-ratio", Map.of("thread-id", "a-StreamThread-1"), Double.NaN);
        add("stream-thread-metrics", "poll-ratio", Map.of("thread-id", "a-StreamThread-1"), "text");
        add("stream-metrics", "version", Map.of("client-id", "a"), "4.3.1");
        assertThat(read(KafkaTable.ROWS)).isEmpty();
    }

    @Test
    void keepsToSoManySeriesOfAName() {
        for (int task = 0; task < KafkaReading.MOST_SERIES + 50; task++) {
            add("stream-task-metrics", "dropped-records-total", Map.of("thread-id", "x", "task-id", "0_" + task), 1.0);
        }
        assertThat(read(KafkaTable.ROWS)).singleElement().satisfies(counter -> assertThat(counter.getDataPoints())
                .hasSize(KafkaReading.MOST_SERIES));
    }

    @Test
    void findsTheNumberOfAThreadInNamesOfClients() {
        assertThat(KafkaReading.threadNumber("my-StreamThread-9-app-1-StreamThread-12-producer"))
                .isEqualTo("12");
        assertThat(KafkaReading.threadNumber("firn-1-StateUpdater-1-restore-consumer"))
                .isNull();
        assertThat(KafkaReading.threadNumber("firn-1-global-consumer")).isNull();
    }

    private void add(String group, String name, Map<String, String> tags, Object value) {
        MetricName metric = new MetricName(name, group, "", tags);
        metrics.put(metric, new Metric() {
            @Override
            public MetricName metricName() {
                return metric;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }

    private List<MetricSnapshot> read(List<KafkaRow> table) {
        return new KafkaReading(table, COMMON).read(metrics);
    }

    /** By name, and what labels it has besides the common one. */
    private static Map<String, Double> values(List<MetricSnapshot> snapshots) {
        Map<String, Double> values = new HashMap<>();
        for (MetricSnapshot snapshot : snapshots) {
            String name = snapshot.getMetadata().getName();
            if (snapshot instanceof GaugeSnapshot gauge) {
                gauge.getDataPoints().forEach(point -> values.put(name + own(point.getLabels()), point.getValue()));
            } else if (snapshot instanceof CounterSnapshot counter) {
                counter.getDataPoints().forEach(point -> values.put(name + own(point.getLabels()), point.getValue()));
            }
        }
        return values;
    }

    private static String own(Labels labels) {
        return "{" + labels.get(labels.getName(labels.size() - 1)) + "}";
    }
}
