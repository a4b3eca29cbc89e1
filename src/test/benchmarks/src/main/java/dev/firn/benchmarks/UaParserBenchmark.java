package dev.firn.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Settings;
import dev.firn.enrichments.uaparser.UaParserFactory;
import dev.firn.registry.SchemaKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
import ua_parser.Client;
import ua_parser.Parser;

/**
 * What a user agent costs: uap-java's parser, our enrichment for an agent never seen, and for one that it remembers. One
 * operation takes one of 302 agents, in turn, as a text that nothing has hashed yet.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC"})
public class UaParserBenchmark {

    private final List<String> agents = agents();
    private final Parser reference = new Parser();
    private final Enrichment forgetful = enrichment(0);
    private final Enrichment remembering = enrichment(5_000);
    private int next;

    @Setup
    public void remember() {
        agents.forEach(agent -> remembering.enrich(new AgentOnly(agent)));
    }

    private static List<String> agents() {
        try (InputStream lines = UaParserBenchmark.class.getResourceAsStream("user-agents.txt")) {
            return new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Enrichment enrichment(int cacheSize) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        return new UaParserFactory()
                .create(
                        new EnrichmentConfig(
                                SchemaKey.of("iglu:com.snowplowanalytics.snowplow/ua_parser_config/jsonschema/1-0-1"),
                                data),
                        Resources.of(InstantSource.system())
                                .with(Settings.of(Map.of("ua-parser.cache-size", String.valueOf(cacheSize)))));
    }

    private String agent() {
        next = next + 1 == agents.size() ? 0 : next + 1;
        return new String(agents.get(next).toCharArray());
    }

    @Benchmark
    public Client uapJava() {
        return reference.parse(agent());
    }

    @Benchmark
    public EnrichmentResult cold() {
        return forgetful.enrich(new AgentOnly(agent()));
    }

    @Benchmark
    public EnrichmentResult warm() {
        return remembering.enrich(new AgentOnly(agent()));
    }
}
