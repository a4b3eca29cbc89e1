package dev.firn.app.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether the streams move: records are consumed, or there is nothing to consume. Asked by the liveness probe; reads the
 * clients' own metrics, which costs the stream threads nothing.
 */
final class Progress {

    private final InstantSource clock;
    private final Duration patience;
    private double lastConsumed = -1;
    private Instant lastMove;

    Progress(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
        this.lastMove = clock.instant();
    }

    /** True when input has been waiting for longer than the patience and nothing was consumed. */
    synchronized boolean isStuck(Map<MetricName, ? extends Metric> metrics) {
        double consumed = 0;
        double lag = 0;
        for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
            MetricName name = entry.getKey();
            if (!name.group().equals("consumer-fetch-manager-metrics")
                    || !(entry.getValue().metricValue() instanceof Double value)
                    || value.isNaN()) {
                continue;
            }
            if (name.name().equals("records-consumed-total") && name.tags().size() == 1) {
                consumed += value;
            } else if (name.name().equals("records-lag-max")) {
                lag = Math.max(lag, value);
            }
        }
        Instant now = clock.instant();
        if (consumed != lastConsumed || lag <= 0) {
            lastConsumed = consumed;
            lastMove = now;
        }
        return Duration.between(lastMove, now).compareTo(patience) > 0;
    }
}
