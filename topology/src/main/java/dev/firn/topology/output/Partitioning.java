package dev.firn.topology.output;

/** How the partition of an output record is chosen. Immutable. */
public sealed interface Partitioning {

    /** As the plain Java producer does: murmur2 of the key's bytes; batches in turn for records without a key. */
    record ByKey() implements Partitioning {}

    /** As the plain Java producer would if the text were the key; records without the text go by their key. */
    record ByText(Value value) implements Partitioning {}

    /**
     * The number modulo the number of partitions, never negative; fractions are cut off, and records without the number go
     * by their key.
     */
    record ByNumber(String expression) implements Partitioning {}

    /**
     * One partition after the other, whatever the key. Each task counts for itself, so that the partition of a record is no
     * function of its content.
     */
    record RoundRobin() implements Partitioning {}

    static Partitioning byKey() {
        return new ByKey();
    }

    static Partitioning byText(Value value) {
        return new ByText(value);
    }

    static Partitioning byNumber(String expression) {
        return new ByNumber(expression);
    }

    static Partitioning roundRobin() {
        return new RoundRobin();
    }
}
