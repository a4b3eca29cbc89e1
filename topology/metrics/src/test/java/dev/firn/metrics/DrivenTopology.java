package dev.firn.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.adapter.remote.RemoteAdapter;
import dev.firn.enrichments.apirequest.ApiRequestFactory;
import dev.firn.enrichments.assets.AssetStore;
import dev.firn.enrichments.http.LookupLimits;
import dev.firn.enrichments.pii.PiiFactory;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentConfig;
import dev.firn.enrichments.spi.EnrichmentFactory;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.uaparser.UaParserFactory;
import dev.firn.registry.IgluClient;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.Output;
import dev.firn.topology.state.StateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Everything that has meters, in Kafka's test driver: one topology with all kinds of steps, inputs, outputs and look-ups. */
final class DrivenTopology implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");

    private final HttpServer service;
    private final TopologyTestDriver driver;
    private final AssetStore assets;
    final AnyRegistry registry = new AnyRegistry();
    final IgluClient iglu;
    final EventPipeline pipeline;
    Instant now = START;

    DrivenTopology(EnrichMeters meters, Path folder) {
        service = service();
        iglu = IgluClient.builder()
                .registries(List.of(registry))
                .cacheSize(30)
                .cacheTtl(Duration.ofHours(1))
                .clock(() -> now)
                .refreshInline()
                .listener(meters.registry())
                .build();
        meters.watch(iglu);
        meters.watchStateMemory();
        assets = AssetStore.builder(() -> now).listener(meters.assets()).build();
        Resources resources = Resources.of(() -> now).with(assets).with(meters.watch());
        String url = "http://127.0.0.1:" + service.getAddress().getPort();
        pipeline = EventPipeline.builder(iglu)
                .enrichments(List.of(
                        made(new UaParserFactory(), uaParser(folder), resources),
                        made(new ApiRequestFactory(), apiRequest(url), resources),
                        made(new PiiFactory(), PII, resources),
                        new ConfiguredEnrichment(SchemaKey.of("iglu:com.acme/moody/jsonschema/1-0-0"), new Moody())))
                .adapters(List.of(new RemoteAdapter(
                        "com.acme",
                        "v1",
                        url + "/adapter",
                        LookupLimits.of(Duration.ofSeconds(5)),
                        resources,
                        meters.remoteAdapter("com.acme/v1"))))
                .options(EventPipeline.Options.defaults().acceptingInvalid())
                .clock(() -> now)
                .listener(meters.pipeline())
                .build();
        driver = new TopologyTestDriver(topology(meters), config(folder), START);
    }

    private Topology topology(EnrichMeters meters) {
        AdSource clicks = AdSource.of(StreamId.GOOD, "app_id == 'click'", "user_id");
        return EnrichTopology.builder(pipeline)
                .input("collector")
                .jsonInput(JsonInput.of("logs", "logs"))
                .jsonInputListener(meters.jsonInputs())
                .deduplicate(Deduplication.within(Duration.ofHours(1)).withListener(meters.deduplication()))
                .joinFeatures(FeatureJoin.of("users")
                        .topic("users")
                        .key("user_id")
                        .global()
                        .context("iglu:com.acme/user/jsonschema/1-0-0")
                        .listener(meters.features("users")))
                .joinAds(AdJoin.named("ads")
                        .impressions(AdSource.of(StreamId.GOOD, "app_id == 'impression'", "user_id"))
                        .clicks(clicks)
                        .conversions(AdSource.of(StreamId.GOOD, "app_id == 'order'", "user_id"))
                        .withListener(meters.adJoin("ads")))
                .good(Output.to("good"))
                .bad(Output.to("bad"))
                .pii(Output.to("pii"))
                .output(Output.to("shop").named("shop").filteredBy("app_id == 'shop'"))
                .output(Output.to("attributed").named("attributed").from(StreamId.joined("ads")))
                .output(Output.to("lines").named("lines").from(StreamId.json("logs")))
                .outputListener(meters.outputs())
                .maxRecordBytes(10_000)
                .clock(() -> now)
                .build();
    }

    private static Properties config(Path folder) {
        Properties config = new Properties();
        config.putAll(StateSettings.streamsDefaults());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "metrics-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none.invalid:9092");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
        return config;
    }

    private static HttpServer service() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                boolean adapter = exchange.getRequestURI().getPath().equals("/adapter");
                byte[] answer = (adapter
                                ? "{\"events\": [{\"e\": \"pv\", \"p\": \"web\", \"tv\": \"t\"}]}"
                                : "{\"a\": {}}")
                        .getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String PII =
            """
            {"schema": "iglu:com.snowplowanalytics.snowplow.enrichments/pii_enrichment_config/jsonschema/2-0-0",
             "data": {"enabled": true, "emitEvent": true, "parameters": {"pii": [{"pojo": {"field": "se_label"}}],
             "strategy": {"pseudonymize": {"hashFunction": "SHA-256", "salt": "pepper"}}}}}""";

    private static String apiRequest(String url) {
        return """
               {"schema": "iglu:com.snowplowanalytics.snowplow.enrichments/api_request_enrichment_config/jsonschema/1-0-0",
                "data": {"enabled": true, "parameters": {"inputs": [{"key": "app", "pojo": {"field": "app_id"}}],
                "api": {"http": {"method": "GET", "uri": "%s/{{app}}", "timeout": 5000, "authentication": {}}},
                "outputs": [{"schema": "iglu:com.acme/answer/jsonschema/1-0-0", "json": {"jsonPath": "$.a"}}],
                "cache": {"size": 100, "ttl": 60}}}}"""
                .formatted(url);
    }

    private static String uaParser(Path folder) {
        try {
            Files.writeString(
                    folder.resolve("regexes.yaml"), "user_agent_parsers: []\nos_parsers: []\ndevice_parsers: []\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return """
               {"schema": "iglu:com.snowplowanalytics.snowplow/ua_parser_config/jsonschema/1-0-1",
                "data": {"enabled": true, "parameters": {"database": "regexes.yaml", "uri": "%s"}}}"""
                .formatted(folder.toUri());
    }

    private static ConfiguredEnrichment made(EnrichmentFactory factory, String json, Resources resources) {
        SelfDescribingJson config = SelfDescribingJson.of(parsed(json)).orThrow();
        return new ConfiguredEnrichment(
                config.schema(), factory.create(new EnrichmentConfig(config.schema(), config.data()), resources));
    }

    private static JsonNode parsed(String json) {
        return JsonText.parse(json).fold(tree -> tree, error -> {
            throw new IllegalArgumentException(error);
        });
    }

    /** A page view by the parameters of a query; names and values alternate. */
    void pageView(String... parameters) {
        StringBuilder query = new StringBuilder("e=pv&p=web&tv=t-1");
        for (int i = 0; i < parameters.length; i += 2) {
            query.append('&').append(parameters[i]).append('=').append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        send("collector", null, record("/i", query.toString(), null));
    }

    /** A page view with a context of this schema. */
    void context(String schema) {
        pageView(
                "co",
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":[{\"schema\":\""
                        + schema + "\",\"data\":{}}]}");
    }

    /** To the remote adapter. */
    void webhook() {
        send("collector", null, record("/com.acme/v1", null, "{}"));
    }

    byte[] record(String path, @Nullable String query, @Nullable String body) {
        return ThriftCodec.encode(new CollectorPayload(
                CollectorPayload.SCHEMA,
                "192.0.2.1",
                now.minusSeconds(2).toEpochMilli(),
                "UTF-8",
                "ssc-3.2.0-kafka",
                "Mozilla/5.0",
                null,
                path,
                query,
                Utf8Text.ofNullable(body),
                List.of(),
                null,
                null,
                null));
    }

    void send(String topic, @Nullable String key, byte[] value) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, now.minusSeconds(1)));
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Through a pipeline that keeps what is refused in part. */
    void incomplete(EnrichMeters meters) {
        EventPipeline keeping = EventPipeline.builder(iglu)
                .options(EventPipeline.Options.defaults().keepingIncomplete())
                .listener(meters.pipeline())
                .build();
        keeping.process(record("/i", "e=pv&p=web&tv=t-1&se_va=many", null));
    }

    void refreshAssets() {
        assets.refresh();
    }

    @Override
    public void close() {
        driver.close();
        assets.close();
        iglu.close();
        service.stop(0);
    }

    /** Does what the name of the application says. */
    private static final class Moody implements Enrichment {
        @Override
        public String name() {
            return "moody";
        }

        @Override
        public Set<AtomicField> writes() {
            return Set.of();
        }

        @Override
        public EnrichmentResult enrich(EventView event) {
            String mood = String.valueOf(event.text(AtomicField.APP_ID));
            return switch (mood) {
                case "throws" -> throw new IllegalStateException("as asked");
                case "fails" -> new EnrichmentResult.Failed(List.of(new FailureMessage.Simple("as asked")));
                case "drops" -> new EnrichmentResult.Drop("as asked");
                default -> EnrichmentResult.unchanged();
            };
        }
    }
}
