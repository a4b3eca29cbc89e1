package dev.firn.app.metrics;

import java.util.Map;

/**
 * One of Kafka's own numbers that is worth having, and how it is shown.
 *
 * @param group as Kafka names it
 * @param metric as Kafka names it
 * @param name what it is called on the page, without {@code _total}
 * @param kind whether it only grows
 * @param unit what it is multiplied with to be in seconds, bytes or a count
 * @param labels tags of Kafka that become labels, by the name that the label gets
 * @param fixed a label that several rows of one name tell apart by; empty for none
 * @param merge what becomes of several values with the same labels
 * @param help one sentence for whoever reads the page
 */
record KafkaRow(
        String group,
        String metric,
        String name,
        Kind kind,
        double unit,
        Map<String, String> labels,
        Map<String, String> fixed,
        Merge merge,
        String help) {

    enum Kind {
        COUNTER,
        GAUGE
    }

    enum Merge {
        SUM,
        MAX;

        double of(double one, double other) {
            return this == SUM ? one + other : Math.max(one, other);
        }
    }

    KafkaRow {
        labels = Map.copyOf(labels);
        fixed = Map.copyOf(fixed);
    }

    /** A row whose values with the same labels are added up. */
    static KafkaRow row(
            String group, String metric, String name, Kind kind, double unit, Map<String, String> labels, String help) {
        return new KafkaRow(group, metric, name, kind, unit, labels, Map.of(), Merge.SUM, help);
    }

    /** The same, told apart by one more label. */
    KafkaRow where(String label, String value) {
        return new KafkaRow(group, metric, name, kind, unit, labels, Map.of(label, value), merge, help);
    }

    /** The same, of which only the largest of several counts. */
    KafkaRow largest() {
        return new KafkaRow(group, metric, name, kind, unit, labels, fixed, Merge.MAX, help);
    }
}
