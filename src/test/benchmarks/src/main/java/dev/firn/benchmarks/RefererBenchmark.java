package dev.firn.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.referer.RefererFactory;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.url.ParsedUrl;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to name a referrer, in a database of 9,000 domains: each operation takes one of 5,000 events in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC"})
public class RefererBenchmark {

    private static final int SOURCES = 450;
    private static final int DOMAINS = 20;
    private static final int EVENTS = 5000;

    private final List<EventView> search = new ArrayList<>();
    private final List<EventView> withPath = new ArrayList<>();
    private final List<EventView> unknown = new ArrayList<>();
    private final List<EventView> internal = new ArrayList<>();
    private final List<EventView> utmSource = new ArrayList<>();
    private final Enrichment enrichment = enrichment();
    private int next;

    @Setup
    public void setUp() {
        for (int i = 0; i < EVENTS; i++) {
            String domain = domain(i % SOURCES, i % DOMAINS);
            search.add(event("https://www." + domain + "/search?hl=en&client=browser&q=blue+shoes+" + i));
            withPath.add(event("https://www." + domain + "/images/search?q=blue+shoes+" + i));
            unknown.add(event("https://www.blog.elsewhere" + i + ".org/2026/01/an-article?from=home"));
            internal.add(event("https://shop.example.com/products/" + i));
            utmSource.add(event(null, Map.of("utm_source", domain)));
        }
    }

    private static Enrichment enrichment() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ObjectNode parameters = data.putObject("parameters").put("database", "db.json");
        parameters.putArray("internalDomains").add("shop.example.com");
        SchemaKey schema = SchemaKey.of("iglu:com.snowplowanalytics.snowplow/referer_parser/jsonschema/2-0-2");
        try {
            Path folder = Files.createTempDirectory("referers");
            Path database =
                    Files.writeString(folder.resolve("db.json"), database().toString());
            parameters.put("uri", folder.toUri().toString());
            Enrichment made = new RefererFactory()
                    .create(new EnrichmentConfig(schema, data), Resources.of(InstantSource.system()));
            Files.delete(database);
            Files.delete(folder);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode database() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode medium = root.putObject("search");
        for (int i = 0; i < SOURCES; i++) {
            ObjectNode source = medium.putObject("Engine " + i);
            source.putArray("parameters").add("q").add("query");
            for (int j = 0; j < DOMAINS; j++) {
                source.withArray("/domains").add(domain(i, j));
                source.withArray("/utm_sources").add(domain(i, j));
            }
            source.withArray("/domains").add(domain(i, i % DOMAINS) + "/images/search");
        }
        return root;
    }

    private static String domain(int source, int number) {
        return "engine" + source + ".c" + number + ".net";
    }

    private EventView oneOf(List<EventView> events) {
        next++;
        return events.get(next % EVENTS);
    }

    @Benchmark
    public EnrichmentResult searchEngine() {
        return enrichment.enrich(oneOf(search));
    }

    @Benchmark
    public EnrichmentResult searchEngineByPath() {
        return enrichment.enrich(oneOf(withPath));
    }

    @Benchmark
    public EnrichmentResult unknownWebsite() {
        return enrichment.enrich(oneOf(unknown));
    }

    @Benchmark
    public EnrichmentResult internalPage() {
        return enrichment.enrich(oneOf(internal));
    }

    @Benchmark
    public EnrichmentResult utmSource() {
        return enrichment.enrich(oneOf(utmSource));
    }

    private static EventView event(String referrer) {
        return event(referrer, Map.of());
    }

    private static EventView event(@Nullable String referrer, Map<String, String> pageQuery) {
        EnrichedEvent.Builder columns = EnrichedEvent.builder().set(AtomicField.PAGE_URLHOST, "www.example.com");
        if (referrer != null && ParsedUrl.parse(referrer) instanceof ParsedUrl.Url url) {
            columns.set(AtomicField.REFR_URLSCHEME, url.scheme())
                    .set(AtomicField.REFR_URLHOST, url.host())
                    .set(AtomicField.REFR_URLPATH, url.path())
                    .set(AtomicField.REFR_URLQUERY, url.query());
        }
        return new View(columns.build(), pageQuery);
    }

    /** Has what this enrichment reads and nothing else. */
    private record View(EnrichedEvent columns, Map<String, String> pageQuery) implements PartialView {
        @Override
        public @Nullable Object value(AtomicField field) {
            return columns.value(field);
        }
    }
}
