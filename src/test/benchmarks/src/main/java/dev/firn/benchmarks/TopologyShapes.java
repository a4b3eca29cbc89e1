package dev.firn.benchmarks;

import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.flatten.FlattenRules;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.Sample;
import dev.firn.topology.output.Value;
import dev.firn.topology.state.StateSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** The topologies that are measured: the plain ones, and each feature added to the enriching one. */
enum TopologyShapes {
    PASS_THROUGH("pass-through of the same records"),
    ENRICH("enrich: good and bad, TSV", builder -> builder),
    JSON("enrich, good as JSON", builder -> builder.good(Output.to("good").as(EventFormat.JSON))),
    FILTERED(
            "enrich + output: filter by one column",
            builder -> builder.output(more("filtered").filteredBy("event_name == 'page_view'"))),
    COMPUTED(
            "enrich + output: filter by an expression",
            builder -> builder.output(more("filtered")
                    .filteredBy("page_urlhost != null && page_urlhost.endsWith('.example') && size(contexts) > 0"))),
    SAMPLED(
            "enrich + output: sample of 10 %",
            builder -> builder.output(
                    more("sampled").sampled(Sample.percent(10).by(new Value.Column(AtomicField.DOMAIN_USERID))))),
    SECOND("enrich + output: all good events again", builder -> builder.output(more("again"))),
    FLAT(
            "enrich + output: all as flat JSON",
            builder -> builder.output(more("flat").flattened(FlattenRules.defaults()))),
    RAW(
            "enrich + output: raw backup",
            builder -> builder.output(more("raw-copy").from(StreamId.RAW))),
    DEDUP_WITHIN(
            "enrich + deduplicate within partitions",
            builder ->
                    builder.deduplicate(Deduplication.within(Duration.ofDays(1)).withinPartition())),
    DEDUP_ACROSS(
            "enrich + deduplicate across partitions",
            builder ->
                    builder.deduplicate(Deduplication.within(Duration.ofDays(1)).acrossPartitions())),
    FEATURE_GLOBAL(
            "enrich + feature join, global",
            builder -> builder.joinFeatures(feature().global())),
    FEATURE_PARTITIONED(
            "enrich + feature join, partitioned",
            builder -> builder.joinFeatures(feature().partitioned())),
    PUSHES_PASS_THROUGH("JSON pass-through"),
    PUSHES("JSON input, objects as they are") {
        @Override
        Topology build() {
            return pushes(UnaryOperator.identity(), Output.to("more").from(StreamId.json("pushes")));
        }
    },
    PUSHES_FLAT("JSON input, flattened") {
        @Override
        Topology build() {
            return pushes(
                    UnaryOperator.identity(),
                    Output.to("more").from(StreamId.json("pushes")).flattened(FlattenRules.defaults()));
        }
    },
    ADS("JSON input, ad join") {
        @Override
        Topology build() {
            return pushes(builder -> builder.joinAds(ads()), Output.to("more").from(StreamId.joined("ads")));
        }
    };

    private static final String PUSH = "pushes";
    private static final String FEATURES = "features";
    private static final String[] KINDS = {"impression", "impression", "impression", "click", "conversion"};

    private final String title;
    private final UnaryOperator<EnrichTopology.Builder> feature;

    TopologyShapes(String title) {
        this(title, UnaryOperator.identity());
    }

    TopologyShapes(String title, UnaryOperator<EnrichTopology.Builder> feature) {
        this.title = title;
        this.feature = feature;
    }

    String title() {
        return title;
    }

    boolean readsPushes() {
        return ordinal() >= PUSHES_PASS_THROUGH.ordinal();
    }

    List<String> inputs() {
        return readsPushes() ? List.of(PUSH) : TopologyThroughput.raw();
    }

    /** How many events the inputs hold. */
    long eventsOf(long rawEvents, long pushes) {
        return readsPushes() ? pushes : rawEvents;
    }

    Topology build() {
        if (this == PASS_THROUGH || this == PUSHES_PASS_THROUGH) {
            Topology topology = new Topology();
            topology.addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), inputs().get(0));
            topology.addSink("out", "good", new ByteArraySerializer(), new ByteArraySerializer(), "in");
            return topology;
        }
        return feature.apply(EnrichTopology.builder(Pipelines.FIVE.build())
                        .input(inputs().get(0))
                        .good(Output.to("good"))
                        .bad(Output.to("bad")))
                .build();
    }

    private static Topology pushes(UnaryOperator<EnrichTopology.Builder> feature, Output output) {
        return feature.apply(EnrichTopology.builder(Pipelines.FIVE.build())
                        .jsonInput(JsonInput.of("pushes", PUSH))
                        .bad(Output.to("bad"))
                        .output(output.named("more")))
                .build();
    }

    private static Output more(String name) {
        return Output.to("more").named(name);
    }

    private static FeatureJoin feature() {
        return FeatureJoin.of("users")
                .topic(FEATURES)
                .key("domain_userid")
                .context("iglu:com.acme/user_features/jsonschema/1-0-0");
    }

    private static AdJoin ads() {
        StreamId pushes = StreamId.json("pushes");
        return AdJoin.named("ads")
                .impressions(source(pushes, "impression"))
                .clicks(source(pushes, "click"))
                .conversions(source(pushes, "conversion"));
    }

    private static AdSource source(StreamId stream, String kind) {
        return AdSource.of(stream, "record.kind == '" + kind + "'", "record.user")
                .identifiedBy("record.id")
                .carrying("campaign", "record.campaign_id");
    }

    static List<String> topics() {
        return List.of("good", "bad", "more", PUSH, FEATURES);
    }

    static Map<String, String> stateSettings() {
        return StateSettings.streamsDefaults();
    }

    /** A feature for every user of the capture, and as many pushes as there are records. */
    static void fillOthers(String servers, int pushes) {
        try (KafkaProducer<byte[], byte[]> producer = TopologyThroughput.producer(servers)) {
            for (String user : users()) {
                producer.send(new ProducerRecord<>(
                        FEATURES, bytes(user), bytes("{\"segment\":\"gold\",\"score\":0.75,\"tags\":[\"a\",\"b\"]}")));
            }
            for (int i = 0; i < pushes; i++) {
                producer.send(new ProducerRecord<>(PUSH, null, bytes(push(i))));
            }
        }
    }

    private static String push(int i) {
        return """
            {"kind":"%s","id":"%s","user":"user-%d","platform":"ios","event_time":"2026-01-01 00:00:00.000",\
            "campaign":{"id":"c-%d","name":"Father, I don't want this marriage","medium":"banner"},\
            "content":{"comic_id":321,"chapter_id":1234567,"chapter_sequence":76,"type":"comic"}}"""
                .formatted(KINDS[i % KINDS.length], "id-" + i, i % 3001, i % 17);
    }

    private static Set<String> users() {
        EventPipeline pipeline = Pipelines.FIVE.build();
        Set<String> users = new TreeSet<>();
        for (byte[] record : TrackerCapture.records()) {
            for (Outcome outcome : pipeline.process(record, EventIds.ofContent())) {
                if (outcome instanceof Outcome.Good good && good.event().text(AtomicField.DOMAIN_USERID) != null) {
                    users.add(good.event().text(AtomicField.DOMAIN_USERID));
                }
            }
        }
        return users;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
