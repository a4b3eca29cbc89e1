package dev.firn.app.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what was counted since the start: one line with everything that is not zero, written when something has
 * changed. Who has no other means to look has this one. Thread-safe.
 */
final class CountsLog {

    private static final Logger LOG = LoggerFactory.getLogger(CountsLog.class);
    private static final String PREFIX = "firn.";
    /** Some have a value for each application that sends events, which would be many. */
    private static final Set<String> SUMMED = Set.of("app_id");

    private static final int MOST = 200;

    private final MeterRegistry registry;
    private final Set<String> common;
    private String told = "";

    /** @param common names of the labels that all numbers have */
    CountsLog(MeterRegistry registry, Set<String> common) {
        this.registry = registry;
        this.common = Set.copyOf(common);
    }

    /** Writes the line, if it differs from the last one. */
    synchronized void tell() {
        String line = line();
        if (!line.isEmpty() && !line.equals(told)) {
            LOG.info("counts since the start: {}", line);
            told = line;
        }
    }

    /** Such as {@code bad{type=schema_violations}=2 good=98}. */
    String line() {
        Map<String, Double> counts = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            if (id.getType() == Meter.Type.COUNTER && id.getName().startsWith(PREFIX)) {
                meter.measure().forEach(measurement -> {
                    if (measurement.getStatistic() == Statistic.COUNT && measurement.getValue() > 0) {
                        counts.merge(name(id), measurement.getValue(), Double::sum);
                    }
                });
            }
        }
        return counts.entrySet().stream()
                .limit(MOST)
                .map(count -> count.getKey() + "=" + Math.round(count.getValue()))
                .collect(Collectors.joining(" "));
    }

    private String name(Meter.Id id) {
        String labels = id.getTags().stream()
                .filter(tag -> !common.contains(tag.getKey()) && !SUMMED.contains(tag.getKey()))
                .map((Tag tag) -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(","));
        String name = id.getName().substring(PREFIX.length()).replace('.', '-');
        return labels.isEmpty() ? name : name + "{" + labels + "}";
    }
}
