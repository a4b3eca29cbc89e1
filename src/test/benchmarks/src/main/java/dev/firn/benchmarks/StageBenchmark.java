package dev.firn.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.enrichments.loader.PayloadLoader;
import dev.firn.enrichments.url.ParsedUrl;
import dev.firn.enrichments.url.QueryString;
import dev.firn.registry.CheckResult;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.ParsedJson;
import dev.firn.registry.json.Utf8Output;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.DecodedRecord;
import dev.firn.serdes.payload.ThriftCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** What each stage costs: one operation goes over one record, event or entity of the capture, in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseParallelGC"})
public class StageBenchmark {

    private final List<byte[]> records = TrackerCapture.records();
    private final List<Utf8Text> bodies = new ArrayList<>();
    private final List<String> querystrings = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();
    private final List<SelfDescribingJson> entities = new ArrayList<>();
    private final List<JsonNode> contexts = new ArrayList<>();
    private final List<EnrichedEvent> good = new ArrayList<>();
    private final List<BadRow> bad = new ArrayList<>();
    private final PayloadLoader loader = new PayloadLoader(PayloadLoader.Options.defaults());
    private final Utf8Output out = new Utf8Output();
    private final IgluClient iglu = IgluClient.builder()
            .registries(Registries.igluCentralSnapshot().stream().toList())
            .cacheSize(1000)
            .cacheTtl(Duration.ofDays(1))
            .build();
    private int next;

    @Setup
    public void setUp() {
        EventPipeline pipeline = Pipelines.FIVE.build();
        for (byte[] record : records) {
            if (ThriftCodec.decode(record) instanceof DecodedRecord.Current current) {
                sort(current.payload());
            }
            for (Outcome outcome : pipeline.process(record)) {
                if (outcome instanceof Outcome.Good event) {
                    sort(event.event());
                } else if (outcome instanceof Outcome.Bad row) {
                    bad.add(row.row());
                }
            }
        }
    }

    private void sort(CollectorPayload payload) {
        if (payload.body() != null) {
            bodies.add(payload.body());
        }
        if (payload.querystring() != null) {
            querystrings.add(payload.querystring());
        }
    }

    private void sort(EnrichedEvent event) {
        good.add(event);
        String url = event.text(AtomicField.PAGE_URL);
        if (url != null) {
            urls.add(url);
        }
        JsonNode envelope = event.json(AtomicField.CONTEXTS);
        if (envelope != null) {
            contexts.add(envelope);
            envelope.path("data")
                    .forEach(
                            entity -> entities.add(SelfDescribingJson.of(entity).orThrow()));
        }
    }

    private <T> T oneOf(List<T> list) {
        next++;
        return list.get(next % list.size());
    }

    @Benchmark
    public DecodedRecord thriftRecord() {
        return ThriftCodec.decode(oneOf(records));
    }

    @Benchmark
    public PayloadLoader.Loaded loadedPayload() {
        return loader.load(oneOf(records));
    }

    @Benchmark
    public ParsedJson postBody() {
        return oneOf(bodies).parse();
    }

    @Benchmark
    public Object querystring() {
        return QueryString.parseRequest(oneOf(querystrings), StandardCharsets.UTF_8);
    }

    @Benchmark
    public ParsedUrl pageUrl() {
        return ParsedUrl.parse(oneOf(urls));
    }

    @Benchmark
    public CheckResult checkedEntity() {
        return iglu.check(oneOf(entities));
    }

    @Benchmark
    public int contextsAsText() {
        out.reset();
        out.json(oneOf(contexts));
        return out.size();
    }

    @Benchmark
    public int tsvRow() {
        out.reset();
        EnrichedTsv.write(oneOf(good), out);
        return out.size();
    }

    @Benchmark
    public int flattenedJson() {
        out.reset();
        EnrichedJson.FLATTENED.write(oneOf(good), out);
        return out.size();
    }

    @Benchmark
    public byte[] badRow() {
        return BadRowJson.encode(oneOf(bad));
    }
}
