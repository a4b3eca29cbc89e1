package dev.firn.app.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** Builds one name of the page. Not thread-safe. */
final class Gauges {

    private final GaugeSnapshot.Builder builder;
    private final Labels common;

    Gauges(String name, String help, Labels common) {
        this.builder = GaugeSnapshot.builder().name(name).help(help);
        this.common = common;
    }

    /** @param labels name and value in turn */
    Gauges with(double value, String... labels) {
        builder.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(common.merge(Labels.of(labels)))
                .value(value)
                .build());
        return this;
    }

    GaugeSnapshot done() {
        return builder.build();
    }
}
