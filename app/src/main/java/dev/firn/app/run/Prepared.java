package dev.firn.app.run;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.config.StreamsSettings;
import dev.firn.enrichments.AtomicLimits;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.loader.PayloadLoader;
import dev.firn.metrics.EnrichMeters;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.lineage.TopologyGraph;
import dev.firn.topology.output.ClusterTopics;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.TopicNeeds;
import dev.firn.topology.output.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a start needs, read and checked: from here on only the cluster can refuse.
 *
 * @param assembly owned by whoever made it
 */
public record Prepared(FirnConfig config, StreamsSettings streams, Assembly assembly) {

    private static final Logger LOG = LoggerFactory.getLogger(Prepared.class);

    /** Asks the cluster for topics, limits and rights. */
    public TopicCheck checkTopics() throws InterruptedException {
        Topology shape = topology(null, new RunLog());
        return TopicCheck.ask(
                clientSettings(),
                ClusterNeeds.of(inputTopics(), inputPattern(), topicNeeds(), config.applicationId(), shape));
    }

    /** Makes the topics that outputs want made; what could not be made comes back as a sentence each. */
    public List<String> makeTopics() throws InterruptedException {
        return TopicMaker.make(clientSettings(), topicNeeds());
    }

    /**
     * Knows the topics whose names come from data; null when there are none. To be closed.
     *
     * @param topicLimit as of {@link #topology(Integer, PipelineListener, EnrichMeters, Topics)}
     */
    public @Nullable ClusterTopics clusterTopics(@Nullable Integer topicLimit) {
        if (outputs().stream().noneMatch(output -> output.topicRule().isTemplate())) {
            return null;
        }
        Map<String, Object> clients = new HashMap<>();
        clientSettings().forEach((name, value) -> clients.put(String.valueOf(name), value));
        return ClusterTopics.of(clients, maxRecordBytes(topicLimit), LOG::info);
    }

    private int maxRecordBytes(@Nullable Integer topicLimit) {
        return topicLimit == null
                ? streams.maxRecordBytes()
                : Math.max(10_000, Math.min(topicLimit, streams.maxRecordBytes()));
    }

    /** As {@link #topology(Integer, PipelineListener, EnrichMeters, Topics)}, for a look at it: nothing is counted. */
    public Topology topology(@Nullable Integer topicLimit, PipelineListener listener) {
        return builder(topicLimit, listener, null, Topics.ALL_EXIST).build();
    }

    /**
     * The topology.
     *
     * @param topicLimit largest value that the output topics take, if known
     * @param listener is told of what runs through the pipeline, beside the meters
     * @param meters count and time all parts
     * @param topics knows the topics whose names come from data
     * @throws IllegalArgumentException when settings of an output or a step cannot be used
     * @throws IllegalStateException when parts do not fit together
     */
    public Topology topology(
            @Nullable Integer topicLimit, PipelineListener listener, EnrichMeters meters, Topics topics) {
        return builder(topicLimit, listener.and(meters.pipeline()), meters, topics)
                .build();
    }

    /** The topology as a graph; nothing is counted. */
    public TopologyGraph graph() {
        return TopologyGraph.of(builder(null, PipelineListener.NONE, null, Topics.ALL_EXIST), config.applicationId());
    }

    private EnrichTopology.Builder builder(
            @Nullable Integer topicLimit, PipelineListener listener, @Nullable EnrichMeters meters, Topics topics) {
        EventPipeline pipeline = assembly.pipeline(options(), EventIds.ofContent(), listener);
        EnrichTopology.Builder builder =
                EnrichTopology.builder(pipeline).topics(topics).maxRecordBytes(maxRecordBytes(topicLimit));
        Pattern pattern = inputPattern();
        if (pattern != null) {
            builder.inputPattern(pattern);
        } else if (!config.input().topics().isEmpty()) {
            builder.input(config.input().topics().toArray(new String[0]));
        }
        config.input().json().forEach(builder::jsonInput);
        if (meters != null) {
            builder.outputListener(meters.outputs()).jsonInputListener(meters.jsonInputs());
        }
        addSteps(builder, meters);
        outputs().forEach(builder::output);
        return builder;
    }

    /** What works, but is likely not meant; one sentence each. */
    public List<String> warnings() {
        boolean fingerprints = assembly.enrichmentNames().contains("event_fingerprint_config");
        return config.steps().deduplication() == null || fingerprints
                ? List.of()
                : List.of(
                        "deduplication: no event_fingerprint_config enrichment is on, so events are copies whenever their ids"
                                + " are equal");
    }

    private void addSteps(EnrichTopology.Builder builder, @Nullable EnrichMeters meters) {
        FirnConfig.Steps steps = config.steps();
        Deduplication deduplication = steps.deduplication();
        if (deduplication != null) {
            builder.deduplicate(meters == null ? deduplication : deduplication.withListener(meters.deduplication()));
        }
        steps.features()
                .forEach(join ->
                        builder.joinFeatures(meters == null ? join : join.listener(meters.features(join.name()))));
        steps.ads()
                .forEach(
                        join -> builder.joinAds(meters == null ? join : join.withListener(meters.adJoin(join.name()))));
    }

    /** The outputs that something is written to: of replaced values only where an enrichment tells of them. */
    public List<Output> outputs() {
        boolean pii = assembly.enrichmentNames().contains("pii_enrichment_config");
        return config.outputs().all().stream()
                .filter(output -> pii || !output.source().equals(StreamId.PII))
                .toList();
    }

    private EventPipeline.Options options() {
        FirnConfig.Features features = config.features();
        return new EventPipeline.Options(
                new BadRow.Processor(
                        config.processor().artifact(), config.processor().version()),
                AtomicLimits.with(config.validation().atomicFieldsLimits()),
                features.acceptInvalid(),
                features.legacyEnrichmentOrder(),
                config.outputs().has(StreamId.INCOMPLETE),
                new PayloadLoader.Options(features.tryBase64Decoding(), features.forwardedHeaderQuirk()));
    }

    private @Nullable Pattern inputPattern() {
        String text = config.input().topicPattern();
        return text == null ? null : Pattern.compile(text);
    }

    /** Names of the topics that are read, or the pattern of collector topics. */
    List<String> inputs() {
        Pattern pattern = inputPattern();
        List<String> all = new ArrayList<>(inputTopics());
        if (pattern != null) {
            all.add(pattern.pattern());
        }
        return all;
    }

    /** All that must be there before the start. */
    private List<String> inputTopics() {
        List<String> topics = new ArrayList<>(config.input().topics());
        config.input().json().forEach(json -> topics.addAll(json.topics()));
        config.steps().features().forEach(join -> topics.add(join.topic()));
        return topics;
    }

    /** Those with names of their own; what others are called, only data tells. */
    private TopicNeeds topicNeeds() {
        return TopicNeeds.of(outputs());
    }

    private Properties clientSettings() {
        return clientSettings(streams.properties());
    }

    /** Servers and security, as an admin client takes them; keys of Streams itself would only draw warnings. */
    static Properties clientSettings(Properties all) {
        Properties clients = new Properties();
        all.stringPropertyNames().stream()
                .filter(name -> name.equals("bootstrap.servers")
                        || name.equals("security.protocol")
                        || name.startsWith("ssl.")
                        || name.startsWith("sasl.")
                        || name.startsWith("config.providers"))
                .forEach(name -> clients.setProperty(name, all.getProperty(name)));
        return clients;
    }
}
