package dev.firn.app.run;

import dev.firn.app.assembly.Assembly;
import dev.firn.app.config.FirnConfig;
import dev.firn.app.config.StreamsSettings;
import dev.firn.enrichments.AtomicLimits;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.loader.PayloadLoader;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a start needs, read and checked: from here on only the cluster can refuse.
 *
 * @param assembly owned by whoever made it
 */
public record Prepared(FirnConfig config, StreamsSettings streams, Assembly assembly) {

    /** Asks the cluster for topics and limits. */
    public TopicCheck checkTopics() throws InterruptedException {
        return TopicCheck.ask(clientSettings(), config.input().topics(), inputPattern(), outputTopics());
    }

    /**
     * The topology.
     *
     * @param topicLimit largest value that the output topics take, if known
     */
    public Topology topology(@Nullable Integer topicLimit, PipelineListener listener) {
        FirnConfig.Outputs outputs = config.outputs();
        EventPipeline pipeline = assembly.pipeline(options(), EventIds.ofContent(), listener);
        EnrichTopology.Builder builder = EnrichTopology.builder(pipeline)
                .good(output(outputs.good()))
                .bad(output(outputs.bad()))
                .maxRecordBytes(
                        topicLimit == null
                                ? streams.maxRecordBytes()
                                : Math.max(10_000, Math.min(topicLimit, streams.maxRecordBytes())));
        if (outputs.incomplete() != null) {
            builder.incomplete(output(outputs.incomplete()));
        }
        FirnConfig.Output pii = piiOutput();
        if (pii != null) {
            builder.pii(output(pii));
        }
        Pattern pattern = inputPattern();
        return (pattern == null
                        ? builder.input(config.input().topics().toArray(new String[0]))
                        : builder.inputPattern(pattern))
                .build();
    }

    private EventPipeline.Options options() {
        FirnConfig.Features features = config.features();
        return new EventPipeline.Options(
                new BadRow.Processor(
                        config.processor().artifact(), config.processor().version()),
                AtomicLimits.with(config.validation().atomicFieldsLimits()),
                features.acceptInvalid(),
                features.legacyEnrichmentOrder(),
                config.outputs().incomplete() != null,
                new PayloadLoader.Options(features.tryBase64Decoding(), features.forwardedHeaderQuirk()));
    }

    /** Null when nothing would be written to it: then its topic need not exist. */
    private FirnConfig.@Nullable Output piiOutput() {
        return assembly.enrichmentNames().contains("pii_enrichment_config")
                ? config.outputs().pii()
                : null;
    }

    private static Output output(FirnConfig.Output from) {
        return Output.to(from.topic())
                .keyedBy(from.partitionKey())
                .withHeaders(from.headers().toArray(new AtomicField[0]));
    }

    private @Nullable Pattern inputPattern() {
        String text = config.input().topicPattern();
        return text == null ? null : Pattern.compile(text);
    }

    private List<String> outputTopics() {
        FirnConfig.Outputs outputs = config.outputs();
        List<String> topics =
                new ArrayList<>(List.of(outputs.good().topic(), outputs.bad().topic()));
        if (outputs.incomplete() != null) {
            topics.add(outputs.incomplete().topic());
        }
        FirnConfig.Output pii = piiOutput();
        if (pii != null) {
            topics.add(pii.topic());
        }
        return topics;
    }

    /** Servers and security, as an admin client takes them; keys of Streams itself would only draw warnings. */
    private Properties clientSettings() {
        Properties all = streams.properties();
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
