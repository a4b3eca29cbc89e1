package dev.firn.app.quickstart;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.app.assembly.Assembly;
import dev.firn.app.assembly.AssemblyOptions;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.app.files.Totals;
import dev.firn.app.run.EnrichService;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.DecodedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.output.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs the main job on captured requests and judges it: every raw event must come out exactly once, one way or another.
 */
public final class Quickstart {

    private static final String RAW = "snowplow-good";
    private static final String GOOD = "snowplow-enriched-good";
    private static final String BAD = "snowplow-enriched-bad";
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ENRICHMENTS = List.of(
            "anon_ip",
            "campaign_attribution",
            "cookie_extractor_config",
            "event_fingerprint_config",
            "http_header_extractor_config");

    private final PrintWriter out;
    private final boolean terminal;

    public Quickstart(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * @param data folder of the broker; null for a temporary one
     * @param stay waits for the end of the process after the result
     * @return whether every raw event is accounted for
     */
    public boolean run(@Nullable Path data, boolean stay) throws InterruptedException {
        quiet();
        List<byte[]> records = TrackerCapture.records();
        int rawEvents = records.stream().mapToInt(RawEvents::in).sum();
        say("Starting a Kafka broker in this process ...");
        long start = System.nanoTime();
        InProcessBroker.Builder broker = InProcessBroker.builder();
        try (InProcessBroker kafka = (data == null ? broker : broker.folder(data)).start();
                Assembly assembly = assembly()) {
            say("  %s, data in %s (%.1f s)", kafka.bootstrapServers(), kafka.folder(), seconds(start));
            for (String topic : List.of(RAW, GOOD, BAD)) {
                kafka.createTopic(topic, PARTITIONS);
            }
            Totals totals = new Totals();
            EventPipeline pipeline = assembly.pipeline(EventPipeline.Options.defaults(), EventIds.ofContent(), totals);
            EnrichService service = service(pipeline, kafka.bootstrapServers());
            try (service;
                    TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
                int before = reader.readAll(GOOD).size() + reader.readAll(BAD).size();
                service.start();
                say(
                        "Enriching %,d captured requests with %,d events: %s -> %s, %s",
                        records.size(), rawEvents, RAW, GOOD, BAD);
                send(kafka.bootstrapServers(), records);
                boolean all = await(totals, records.size());
                boolean conserved = all && report(reader, totals, rawEvents, before, start);
                if (stay) {
                    say("Running until Ctrl-C. Look at the topics:");
                    say("  ./firn decode --bootstrap-servers %s --topic %s --limit 1", kafka.bootstrapServers(), RAW);
                    service.awaitEnd();
                }
                return conserved;
            }
        }
    }

    /**
     * The result is what this is about. States and lost connections of a broker that comes and goes are not, nor advice
     * on settings, nor the repetitions of a producer whose transaction the broker is still opening; what fails for good
     * ends in an exception.
     */
    private static void quiet() {
        for (String name : List.of("dev.firn", "org.apache.kafka.clients", "org.apache.kafka.streams.StreamsConfig")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.ERROR);
        }
        ((Logger) LoggerFactory.getLogger("kafka.server")).setLevel(Level.OFF);
    }

    private static Assembly assembly() {
        List<NamedConfig> configs = new ArrayList<>();
        for (String name : ENRICHMENTS) {
            configs.add(new NamedConfig(name + ".json", config(name)));
        }
        Assembly assembly = Assembly.of(null, configs, AssemblyOptions.of(InstantSource.system()));
        if (assembly.hasErrors()) {
            throw new IllegalStateException("the quickstart's own configuration is wrong: " + assembly.findings());
        }
        return assembly;
    }

    private static JsonNode config(String name) {
        try (InputStream in = Quickstart.class.getResourceAsStream(name + ".json")) {
            if (in != null && JsonText.parse(in.readAllBytes()) instanceof ParsedJson.Json json) {
                return json.node();
            }
            throw new IllegalStateException(name + ".json is missing or broken");
        } catch (IOException e) {
            throw new IllegalStateException(name + ".json", e);
        }
    }

    private static EnrichService service(EventPipeline pipeline, String servers) {
        Properties settings = new Properties();
        settings.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, "firn-quickstart");
        settings.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.setProperty(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.setProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
        settings.setProperty(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(PARTITIONS));
        settings.setProperty(StreamsConfig.producerPrefix("compression.type"), "lz4");
        settings.setProperty(StreamsConfig.producerPrefix("linger.ms"), "5");
        return new EnrichService(
                EnrichTopology.builder(pipeline)
                        .input(RAW)
                        .good(Output.to(GOOD).keyedBy(AtomicField.DOMAIN_USERID).withHeaders(AtomicField.EVENT_NAME))
                        .bad(Output.to(BAD))
                        .build(),
                settings,
                PATIENCE,
                Duration.ofSeconds(10),
                true,
                InstantSource.system());
    }

    private static void send(String servers, List<byte[]> records) throws InterruptedException {
        Properties settings = new Properties();
        settings.setProperty("bootstrap.servers", servers);
        settings.setProperty("acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                sent.add(producer.send(new ProducerRecord<>(RAW, i % PARTITIONS, null, records.get(i))));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take the captured requests", e.getCause());
        }
    }

    /** Shows the progress until all records are through; false when nothing moves for too long. */
    private boolean await(Totals totals, int expected) throws InterruptedException {
        long seen = -1;
        long lastMove = System.nanoTime();
        while (totals.records() < expected) {
            if (totals.records() != seen) {
                seen = totals.records();
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > PATIENCE.toNanos()) {
                say("Nothing moves for %d s: %,d of %,d requests are through.", PATIENCE.toSeconds(), seen, expected);
                return false;
            }
            progress(seen, expected, totals, "\r");
            Thread.sleep(50);
        }
        progress(totals.records(), expected, totals, System.lineSeparator());
        return true;
    }

    private void progress(long done, long expected, Totals totals, String end) {
        if (terminal || done >= expected) {
            out.printf(
                    Locale.ROOT,
                    "  %,5d of %,d requests: %,5d good, %,5d bad%s",
                    Math.max(done, 0),
                    expected,
                    totals.good(),
                    totals.bad(),
                    end);
            out.flush();
        }
    }

    private boolean report(TopicReader reader, Totals totals, int rawEvents, int before, long start) {
        int expected = before + (int) (totals.good() + totals.bad());
        List<EnrichedEvent> good = new ArrayList<>();
        List<JsonNode> bad = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do { // what is processed becomes visible with the next commit
            good.clear();
            bad.clear();
            reader.forEach(GOOD, record -> event(record.value(), good));
            reader.forEach(BAD, record -> bad.add(Result.parse(record.value())));
        } while (good.size() + bad.size() < expected && System.nanoTime() < deadline);

        say("");
        say("Committed and visible to read_committed consumers after %.1f s:", seconds(start));
        say("  good  %,6d  %s", good.size(), GOOD);
        say("  bad   %,6d  %s", bad.size(), BAD);
        out.print(Result.reasons(bad));
        samples(good).forEach((name, event) -> {
            say("");
            say("  a %s:", name);
            out.print(Result.sample(event));
        });
        long accounted = good.size() + bad.size() - before + totals.incomplete() + totals.dropped();
        boolean conserved = accounted == rawEvents;
        say("");
        say(
                conserved
                        ? "Conserved: %,d raw events in, %,d out (%,d incomplete, %,d dropped)."
                        : "NOT conserved: %,d raw events in, %,d out (%,d incomplete, %,d dropped).",
                rawEvents,
                accounted,
                totals.incomplete(),
                totals.dropped());
        say("Next: README.md; ./firn run --config FILE for a cluster of yours; ./firn enrich --help for files.");
        return conserved;
    }

    private static void event(byte[] row, List<EnrichedEvent> into) {
        if (EnrichedTsv.decode(row) instanceof DecodedEvent.Event decoded) {
            into.add(decoded.event());
        }
    }

    /** One event of each of three kinds, those with the most entities. */
    private static Map<String, EnrichedEvent> samples(List<EnrichedEvent> good) {
        Map<String, EnrichedEvent> samples = new LinkedHashMap<>();
        for (String kind : List.of("page_view", "unstruct", "struct", "page_ping", "transaction")) {
            good.stream()
                    .filter(event -> kind.equals(event.text(AtomicField.EVENT)))
                    .max((a, b) -> Integer.compare(entities(a), entities(b)))
                    .ifPresent(event -> {
                        if (samples.size() < 3) {
                            samples.put(kind + " event", event);
                        }
                    });
        }
        return samples;
    }

    private static int entities(EnrichedEvent event) {
        JsonNode contexts = event.json(AtomicField.CONTEXTS);
        return contexts == null ? 0 : contexts.path("data").size();
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
