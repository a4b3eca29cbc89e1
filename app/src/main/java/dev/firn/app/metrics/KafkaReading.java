package dev.firn.app.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a table out of Kafka's. Immutable. */
final class KafkaReading {

    /** Of one name. Above it, the rest is left out: a page must stay a page. */
    static final int MOST_SERIES = 2000;

    private static final String STREAM_THREAD = "StreamThread-";
    private static final String STATE_ID = "-state-id";

    /** By group, then by name: thousands are looked up for each page. */
    private final Map<String, Map<String, List<KafkaRow>>> rows = new HashMap<>();

    private final List<KafkaRow> table;
    private final Labels common;

    KafkaReading(List<KafkaRow> table, Labels common) {
        this.table = table;
        this.common = common;
        table.forEach(row -> rows.computeIfAbsent(row.group(), group -> new HashMap<>())
                .computeIfAbsent(row.metric(), metric -> new ArrayList<>())
                .add(row));
    }

    /** What the page shows of them, in the order of the table; names without a value are left out. */
    List<MetricSnapshot> read(Map<MetricName, ? extends Metric> metrics) {
        Map<String, Map<Labels, Double>> values = new HashMap<>();
        metrics.forEach((name, metric) -> {
            for (KafkaRow row : rows.getOrDefault(name.group(), Map.of()).getOrDefault(name.name(), List.of())) {
                Labels labels = labels(row, name);
                if (labels != null
                        && metric.metricValue() instanceof Number value
                        && Double.isFinite(value.doubleValue())) {
                    Map<Labels, Double> series = values.computeIfAbsent(row.name(), key -> new TreeMap<>());
                    if (series.size() < MOST_SERIES || series.containsKey(labels)) {
                        series.merge(labels, value.doubleValue() * row.unit(), row.merge()::of);
                    }
                }
            }
        });
        Map<String, MetricSnapshot> shown = new LinkedHashMap<>();
        for (KafkaRow row : table) {
            Map<Labels, Double> series = values.get(row.name());
            if (series != null) {
                shown.computeIfAbsent(row.name(), name -> snapshot(row, series));
            }
        }
        return List.copyOf(shown.values());
    }

    private static MetricSnapshot snapshot(KafkaRow row, Map<Labels, Double> series) {
        if (row.kind() == KafkaRow.Kind.COUNTER) {
            CounterSnapshot.Builder counter =
                    CounterSnapshot.builder().name(row.name()).help(row.help());
            series.forEach((labels, value) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(labels)
                    .value(Math.max(0, value))
                    .build()));
            return counter.build();
        }
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(row.name()).help(row.help());
        series.forEach((labels, value) -> gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return gauge.build();
    }

    /** Null when the number is not of a stream thread, or has more tags than are wanted: a part of a sum we take. */
    private @Nullable Labels labels(KafkaRow row, MetricName name) {
        Map<String, String> tags = name.tags();
        Labels labels = common;
        for (Map.Entry<String, String> label : row.labels().entrySet()) {
            String value = value(label.getKey(), label.getValue(), tags);
            if (value == null) {
                return null;
            }
            labels = labels.add(label.getKey(), value);
        }
        // Consumers tell of each topic and partition besides the sum.
        if (tags.containsKey("client-id") && tags.size() > 1) {
            return null;
        }
        for (Map.Entry<String, String> fixed : row.fixed().entrySet()) {
            labels = labels.add(fixed.getKey(), fixed.getValue());
        }
        return labels;
    }

    private static @Nullable String value(String label, String tag, Map<String, String> tags) {
        if (tag.startsWith("*")) {
            return tags.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith(STATE_ID))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        String value = tags.get(tag);
        return value != null && label.equals(KafkaTable.THREAD) ? threadNumber(value) : value;
    }

    /** {@code 3} of {@code firn-e4…-StreamThread-3-consumer}; null for other clients, such as those that restore. */
    static @Nullable String threadNumber(String name) {
        int start = name.lastIndexOf(STREAM_THREAD);
        if (start < 0 || name.endsWith("-restore-consumer")) {
            return null;
        }
        int end = start + STREAM_THREAD.length();
        while (end < name.length() && Character.isDigit(name.charAt(end))) {
            end++;
        }
        return name.substring(start + STREAM_THREAD.length(), end);
    }
}
