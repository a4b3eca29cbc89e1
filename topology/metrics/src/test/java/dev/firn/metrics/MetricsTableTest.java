package dev.firn.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.EventIds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of {@code docs/metrics.md} against what comes of a topology with everything in it. */
class MetricsTableTest {

    private static final Path PAGE = Path.of(System.getProperty("firn.root", "../.."), "docs/metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(firn_\\w+)` \\| (\\w+) \\|([^|]*)\\|");
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

    @TempDir
    Path folder;

    @Test
    void everyMeterIsInTheTableAndEveryRowOfTheTableIsAMeter() throws IOException {
        // given
        MeterRegistry registry = new SimpleMeterRegistry();

        // when
        drive(registry);

        // then
        assertThat(rows(registry)).containsExactlyElementsOf(documented());
        assertThat(silent(registry)).as("counters that counted nothing").isEmpty();
    }

    private void drive(MeterRegistry registry) {
        EnrichMeters meters = EnrichMeters.builder(registry)
                .timeOneOf(1)
                .clock(() -> DrivenTopology.START)
                .build();
        try (DrivenTopology firn = new DrivenTopology(meters, folder)) {
            firn.send("users", "ann", "{\"level\": 1}".getBytes(UTF_8));
            String id = "5b5a0a1e-3d3c-4a5e-9b0e-1c5d7c8e9f01";
            firn.pageView("uid", "ann", "aid", "shop", "eid", id, "se_la", "secret");
            firn.pageView("uid", "ann", "aid", "shop", "eid", id, "se_la", "secret");
            for (String app : List.of("impression", "click", "order", "throws", "fails", "drops")) {
                firn.pageView("uid", "ann", "aid", app);
            }
            firn.pageView("se_la", "x".repeat(12_000));
            firn.pageView("aid", "x".repeat(300));
            for (String schema : List.of(
                    AnyRegistry.UNKNOWN, AnyRegistry.NEVER_VALID, AnyRegistry.BROKEN, AnyRegistry.MISLABELLED)) {
                firn.context(schema);
            }
            for (int i = 0; i < 40; i++) {
                firn.context("iglu:com.acme/schema" + i + "/jsonschema/1-0-0");
            }
            firn.send("collector", null, "no thrift".getBytes(UTF_8));
            firn.send("logs", null, "{\"a\": 1}".getBytes(UTF_8));
            firn.send("logs", null, "{\"a\": ".getBytes(UTF_8));
            firn.webhook();
            firn.incomplete(meters);
            firn.refreshAssets();
            firn.registry.isDown = true;
            firn.pass(Duration.ofHours(2));
            firn.context("iglu:com.acme/schema39/jsonschema/1-0-0");
            EventIds faulty = (record, index) -> {
                throw new IllegalStateException("a bug");
            };
            firn.pipeline.process(firn.record("/i", "e=pv&p=web&tv=t-1", null), faulty);
        }
    }

    /** Each name with its type and labels, as the table writes them. */
    private static Set<String> rows(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> !meter.getId().getName().endsWith(".histogram"))
                .map(MetricsTableTest::row)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Meter meter) {
        Meter.Id id = meter.getId();
        String labels = id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(", "));
        String name = id.getName().replace('.', '_');
        String row =
                switch (id.getType()) {
                    case COUNTER -> name + "_total counter " + labels;
                    case TIMER -> name + "_seconds histogram " + labels;
                    case DISTRIBUTION_SUMMARY -> name + "_" + id.getBaseUnit() + " histogram " + labels;
                    default -> name + (id.getBaseUnit() == null ? "" : "_" + id.getBaseUnit()) + " gauge " + labels;
                };
        return row.strip();
    }

    private static Set<String> documented() throws IOException {
        Set<String> rows = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            String labels = LABEL.matcher(row.group(3))
                    .results()
                    .map(label -> label.group(1))
                    .sorted()
                    .collect(Collectors.joining(", "));
            rows.add((row.group(1) + " " + row.group(2) + " " + labels).strip());
        }
        return rows;
    }

    /** Names of counters of which none counted anything. */
    private static Set<String> silent(MeterRegistry registry) {
        Map<String, Double> sums = new TreeMap<>();
        registry.getMeters().stream()
                .filter(Counter.class::isInstance)
                .map(Counter.class::cast)
                .forEach(counter -> sums.merge(counter.getId().getName(), counter.count(), Double::sum));
        sums.values().removeIf(sum -> sum > 0);
        return sums.keySet();
    }
}
