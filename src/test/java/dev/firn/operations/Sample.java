package dev.firn.operations;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A look at the process that soaks. Sizes are megabytes (2^20), times are milliseconds.
 *
 * @param seconds since the load began
 * @param heap used after the last collection; NaN before the first
 * @param nativeMemory resident, less the heap, which is resident as a whole
 * @param store files in the folder of state
 * @param cpu cores, since the look before
 * @param lag records of the input that are not committed
 */
record Sample(
        double seconds,
        double heap,
        double rss,
        double nativeMemory,
        double files,
        double threads,
        double store,
        double cpu,
        double lag,
        double p50,
        double p99) {

    /**
     * What is drawn, and what must stay flat.
     *
     * @param tolerance growth over the second half, as a part of the median, that still counts as flat; NaN for what is
     *     only drawn
     * @param floor growth that is always allowed
     * @param lows whether the lows of the curve count, because it saws
     */
    record Column(
            String name, String title, ToDoubleFunction<Sample> value, double tolerance, double floor, boolean lows) {}

    static final List<Column> COLUMNS = List.of(
            new Column("heap_mb", "heap after collection, MB", Sample::heap, 0.05, 8, true),
            new Column("rss_mb", "resident memory, MB", Sample::rss, 0.03, 8, false),
            new Column("native_mb", "resident memory beside the heap, MB", Sample::nativeMemory, 0.05, 8, false),
            new Column("files", "open files", Sample::files, 0.05, 8, false),
            new Column("threads", "threads", Sample::threads, 0, 2, false),
            new Column("store_mb", "store on disk, MB", Sample::store, 0.10, 4, false),
            new Column("cpu_cores", "cores in use", Sample::cpu, Double.NaN, 0, false),
            new Column("lag", "records waiting", Sample::lag, Double.NaN, 0, false),
            new Column("p50_ms", "collector to reader, median, ms", Sample::p50, Double.NaN, 0, false),
            new Column("p99_ms", "collector to reader, 99 of 100, ms", Sample::p99, Double.NaN, 0, false));

    static String head() {
        StringBuilder line = new StringBuilder("seconds");
        COLUMNS.forEach(column -> line.append(',').append(column.name()));
        return line.append('\n').toString();
    }

    String line() {
        StringBuilder line = new StringBuilder(number(seconds));
        COLUMNS.forEach(column -> line.append(',').append(number(column.value().applyAsDouble(this))));
        return line.append('\n').toString();
    }

    static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
    }
}
