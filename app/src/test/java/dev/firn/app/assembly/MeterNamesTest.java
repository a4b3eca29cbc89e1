package dev.firn.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.PipelineTimer;
import dev.firn.enrichments.assets.AssetListener;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.metrics.EnrichMeters;
import dev.firn.registry.IgluError;
import dev.firn.registry.RegistryListener;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInputListener;
import dev.firn.topology.output.OutputListener;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The names that Prometheus sees are those of {@code docs/metrics.md}. */
class MeterNamesTest {

    private static final Path PAGE = Path.of(System.getProperty("firn.root", ".."), "docs/metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(firn_\\w+)` \\| (\\w+) \\|");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");

    @Test
    void prometheusSeesTheNamesAndTypesOfTheTable() throws IOException {
        // given
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        EnrichMeters meters = EnrichMeters.builder(registry).timeOneOf(1).build();

        // when
        tellEverything(meters);

        // then
        assertThat(found(TYPE, registry.scrape()).stream()
                        .filter(row -> !row.contains("_max "))
                        .toList())
                .containsExactlyElementsOf(found(ROW, Files.readString(PAGE)));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each part is told of something whose labels come with it. */
    private static void tellEverything(EnrichMeters meters) {
        SchemaKey key = SchemaKey.of("iglu:com.acme/cart/jsonschema/1-0-0");
        PipelineListener pipeline = meters.pipeline();
        pipeline.ended(new Outcome.Dropped("robot"));
        pipeline.refused(new BadRow(
                EventPipeline.Options.defaults().processor(),
                new BadRow.GenericError(Instant.EPOCH, List.of()),
                new BadRow.Payload.Raw("")));
        pipeline.enrichmentFailed("weather");
        pipeline.misbehaved("weather", new IllegalStateException());
        PipelineTimer timer = pipeline.timer();
        assertThat(timer).isNotNull();
        timer.enrichment("weather", 1);
        meters.outputs().written("good", StreamId.GOOD, 1, 0, 0);
        meters.outputs().count("good", OutputListener.Fate.WRITTEN, 1);
        meters.jsonInputs().count("logs", JsonInputListener.Fate.PASSED, 1);
        meters.deduplication();
        meters.features("users");
        meters.adJoin("ads");
        meters.registry().asked("Central", RegistryListener.Outcome.FOUND, 1);
        meters.registry().mislabelled(key, "Central");
        meters.registry().unresolved(key, new IgluError.Resolution(List.of()));
        LookupListener adapter = meters.remoteAdapter("com.acme/v1");
        adapter.circuit(() -> false);
        adapter.ended(LookupListener.Outcome.SUCCESS, Duration.ofMillis(1));
        AssetListener assets = meters.assets();
        assets.loaded("ip_lookups", List.of(), 1, Duration.ofMillis(1));
        meters.watchStateMemory();
    }
}
