package dev.firn.operations;

import dev.firn.e2e.Await;
import dev.firn.e2e.FirnProcess;
import dev.firn.e2e.Repeating;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One instance for a long time at seven tenths of what it can do, which is measured first, and a look at it every five
 * seconds. What deduplication remembers is short, so that it is full, and turned over, long before the second half.
 */
final class Soak {

    /**
     * @param capacity records a second at full speed
     * @param rate records a second that it was given
     * @param samples all of them
     * @param records that went in, in all
     */
    record Report(int capacity, int rate, List<Sample> samples, long records, int exitCode) {

        /** The latter half. */
        Trend trend(Sample.Column column) {
            List<Sample> half = samples.subList(samples.size() / 2, samples.size());
            return Trend.of(
                    half.stream().map(Sample::seconds).toList(),
                    half.stream().map(column.value()::applyAsDouble).toList(),
                    column.lows());
        }
    }

    private static final long SEED = 99;
    private static final int HEAP_MEGABYTES = 512;
    private static final Duration CAPACITY = Duration.ofSeconds(60);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final double SHARE = 0.7;
    private static final int MOST_WAITING = 10_000;
    private static final int AT_ONCE = 2_000;
    private static final int FEW = 100;
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(15);
    /** Brokers keep no more of a partition: the disk of a build machine is not what is tested. */
    private static final Map<String, String> SMALL_TOPICS =
            Map.of("retention.bytes", "67108864", "segment.bytes", "33554432", "file.delete.delay.ms", "1000");

    private final Cluster cluster;
    private final Duration length;

    Soak(Cluster cluster, Duration length) {
        this.cluster = cluster;
        this.length = length;
    }

    Report run() {
        FreshTimes fresh = new FreshTimes(SEED);
        try (Scenario scenario = new Scenario(cluster, "soak", new Repeating(fresh, 5, SEED), SMALL_TOPICS)) {
            Path collections = scenario.folder().resolve("gc.txt");
            FirnProcess process = scenario.with("deduplication.window", "1 minute")
                    .with("deduplication.lateness", "1 minute")
                    // All of the heap is resident from the start, so that what grows is something else.
                    .jvm(List.of(
                            "-Xms" + HEAP_MEGABYTES + "m",
                            "-Xmx" + HEAP_MEGABYTES + "m",
                            "-XX:+AlwaysPreTouch",
                            "-Xlog:gc:file=" + collections))
                    .startStatic("a");
            scenario.awaitReady();
            int capacity = capacity(scenario);
            int rate = Math.max(1, (int) (capacity * SHARE));
            // What is left of full speed would take three times as long beside the load.
            Await.until("end of what waited", DRAIN_LIMIT, () -> scenario.lag() < FEW);
            List<Sample> samples = samples(scenario, new ProcessLook(process.pid(), collections), rate);
            long records = scenario.drain(DRAIN_LIMIT);
            return new Report(capacity, rate, samples, records, scenario.stop("a"));
        }
    }

    private static int capacity(Scenario scenario) {
        long start = System.nanoTime();
        long from = start;
        long before = scenario.committed();
        boolean warm = false;
        while (System.nanoTime() - start < CAPACITY.toNanos()) {
            if (scenario.lag() < MOST_WAITING) {
                scenario.send(AT_ONCE);
            }
            if (!warm && System.nanoTime() - start > WARM_UP.toNanos()) {
                warm = true;
                from = System.nanoTime();
                before = scenario.committed();
            }
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        return (int) ((scenario.committed() - before) / seconds);
    }

    private List<Sample> samples(Scenario scenario, ProcessLook look, int rate) {
        List<Sample> samples = new ArrayList<>();
        Path store = scenario.state("a");
        try (LatencyReader reader = new LatencyReader(
                scenario.deployment().servers(), scenario.deployment().good())) {
            scenario.startLoad(rate);
            // What was still waiting is not part of it.
            scenario.untilNormal();
            reader.take();
            long start = System.nanoTime();
            long last = start;
            double cpu = look.cpuSeconds();
            while (System.nanoTime() - start < length.toNanos()) {
                Scenario.flow(STEP);
                long now = System.nanoTime();
                double cpuNow = look.cpuSeconds();
                List<Long> latencies = reader.take();
                double rss = look.rssMegabytes();
                samples.add(new Sample(
                        (now - start) / 1e9,
                        look.heapMegabytes(),
                        rss,
                        rss - HEAP_MEGABYTES,
                        look.openFiles(),
                        look.threads(),
                        ProcessLook.megabytesOnDisk(store),
                        (cpuNow - cpu) / ((now - last) / 1e9),
                        scenario.lag(),
                        LatencyReader.percentile(latencies, 0.5),
                        LatencyReader.percentile(latencies, 0.99)));
                last = now;
                cpu = cpuNow;
            }
        }
        return samples;
    }

    /** Writes CSV, SVG and a table to the folder of results. */
    static void write(Report report) {
        StringBuilder csv = new StringBuilder(Sample.head());
        report.samples().forEach(sample -> csv.append(sample.line()));
        String table = table(report);
        try {
            Path folder = Folders.results();
            Files.writeString(folder.resolve("soak.csv"), csv);
            Files.writeString(folder.resolve("soak.svg"), graph(report));
            Files.writeString(folder.resolve("soak.md"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(table);
    }

    static String graph(Report report) {
        return Graph.of(
                "One instance at 70 %% of its capacity: %d records/s".formatted(report.rate()), report.samples());
    }

    static String table(Report report) {
        StringBuilder table =
                new StringBuilder("%s; capacity %d records/s, given %d records/s, %d records in all, exit code %d\n\n"
                        .formatted(
                                Row.machine(), report.capacity(), report.rate(), report.records(), report.exitCode()));
        table.append(
                """
                | | Median of the second half | Growth over it | Flat |
                |---|---|---|---|
                """);
        for (Sample.Column column : Sample.COLUMNS) {
            Trend trend = report.trend(column);
            String flat = trend.isFlat(column.tolerance(), column.floor()) ? "yes" : "NO";
            table.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            column.title(),
                            Sample.number(trend.median()),
                            String.format(Locale.ROOT, "%+.1f", trend.growth()),
                            Double.isNaN(column.tolerance()) ? "" : flat));
        }
        return table.toString();
    }
}
