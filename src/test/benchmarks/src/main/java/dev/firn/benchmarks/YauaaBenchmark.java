package dev.firn.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.yauaa.YauaaFactory;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.AtomicField;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.basjes.parse.useragent.UserAgent;
import nl.basjes.parse.useragent.UserAgentAnalyzer;
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

/**
 * What it costs to analyze a client: one that is known, one that is new, and the same with the library alone, with and
 * without its own cache.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC"})
public class YauaaBenchmark {

    private static final List<String> USER_AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.%d.0"
                    + " Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.%d"
                    + " Safari/605.1.15",
            "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.%d.0 Mobile"
                    + " Safari/537.36",
            "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.%d) Gecko/20100101 Firefox/127.0");
    private static final List<EventView.Header> HEADERS = List.of(
            new EventView.Header("Host", " collector.example"),
            new EventView.Header("Accept", " */*"),
            new EventView.Header("Accept-Encoding", " gzip, deflate, br"),
            new EventView.Header("Accept-Language", " en-US,en;q=0.9"),
            new EventView.Header("Content-Type", " application/json"),
            new EventView.Header("Cookie", " sp=8277e091-0d75-4195-b448-797616e091ad"),
            new EventView.Header("Origin", " https://shop.example"),
            new EventView.Header("Referer", " https://shop.example/"),
            new EventView.Header("Sec-CH-UA", " \"Chromium\";v=\"126\", \"Not)A;Brand\";v=\"8\""),
            new EventView.Header("Sec-CH-UA-Mobile", " ?0"),
            new EventView.Header("Sec-CH-UA-Platform", " \"Windows\""),
            new EventView.Header("Sec-Fetch-Dest", " empty"),
            new EventView.Header("X-Forwarded-For", " 203.0.113.9"));
    private static final int KNOWN = 64;

    private final EventView[] known = new EventView[KNOWN];
    private int next;

    @Setup
    public void setUp() {
        for (int i = 0; i < KNOWN; i++) {
            known[i] = new View(userAgent(i));
        }
    }

    /** Each is made only for the benchmarks that use it, as that takes seconds. */
    @State(Scope.Benchmark)
    public static class Firn {
        private final Enrichment enrichment = new YauaaFactory()
                .create(
                        new EnrichmentConfig(
                                SchemaKey.of("iglu:com.snowplowanalytics.snowplow.enrichments/yauaa_enrichment_config"
                                        + "/jsonschema/1-0-0"),
                                JsonNodeFactory.instance.objectNode()),
                        Resources.of(InstantSource.system()));
    }

    @State(Scope.Benchmark)
    public static class Library {
        private final UserAgentAnalyzer analyzer = UserAgentAnalyzer.newBuilder()
                .withoutCache()
                .dropTests()
                .immediateInitialization()
                .build();
    }

    @State(Scope.Benchmark)
    public static class LibraryWithCache {
        private final UserAgentAnalyzer analyzer = UserAgentAnalyzer.newBuilder()
                .withCache(10_000)
                .dropTests()
                .immediateInitialization()
                .build();
    }

    private static String userAgent(int number) {
        return USER_AGENTS.get(number % USER_AGENTS.size()).formatted(number);
    }

    private static Map<String, String> headers(String userAgent) {
        return Map.of(
                "User-Agent", userAgent,
                "Sec-CH-UA", "\"Chromium\";v=\"126\", \"Not)A;Brand\";v=\"8\"",
                "Sec-CH-UA-Mobile", "?0",
                "Sec-CH-UA-Platform", "\"Windows\"");
    }

    @Benchmark
    public EnrichmentResult knownClient(Firn firn) {
        return firn.enrichment.enrich(known[next++ % KNOWN]);
    }

    @Benchmark
    public EnrichmentResult newClient(Firn firn) {
        return firn.enrichment.enrich(new View(userAgent(next++)));
    }

    @Benchmark
    public UserAgent libraryKnownClient(LibraryWithCache library) {
        return library.analyzer.parse(headers(((View) known[next++ % KNOWN]).userAgent()));
    }

    @Benchmark
    public UserAgent libraryNewClient(Library library) {
        return library.analyzer.parse(headers(userAgent(next++)));
    }

    /** Has what this enrichment reads and nothing else. */
    private record View(String userAgent) implements PartialView {
        @Override
        public @Nullable Object value(AtomicField field) {
            return field == AtomicField.USERAGENT ? userAgent : null;
        }

        @Override
        public List<Header> headers() {
            return HEADERS;
        }
    }
}
