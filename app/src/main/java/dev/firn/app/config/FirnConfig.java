package dev.firn.app.config;

import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.Output;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, whatever dialect it was written in. Immutable. {@code toString} shows no client
 * settings, as these hold secrets; {@link ConfigReport#effective()} prints the whole with secrets masked.
 *
 * @param applicationId name of the consumer group, prefix of internal topics and transactional ids
 * @param processor how events and bad rows name this application
 * @param kafka servers and client settings
 * @param input where collector payloads come from
 * @param outputs where results go
 * @param steps what happens between enrichment and outputs
 * @param state what is kept between records
 * @param features switches of behaviour
 * @param validation limits of events
 * @param enrichments what enrichments need beside their own configurations
 * @param remote what is fetched from elsewhere
 * @param metrics where numbers are pushed to, and their labels
 * @param lineage whom runs, topics and columns are told of
 * @param health the HTTP server of probes and numbers
 * @param admin the HTTP server of what changes a running process
 * @param shutdownTimeout how long a clean stop may take
 */
public record FirnConfig(
        String applicationId,
        Processor processor,
        Kafka kafka,
        Input input,
        Outputs outputs,
        Steps steps,
        State state,
        Features features,
        Validation validation,
        Enrichments enrichments,
        Remote remote,
        Metrics metrics,
        Lineage lineage,
        Health health,
        Admin admin,
        Duration shutdownTimeout) {

    /** Name and version of the application, as in {@code v_etl} and in bad rows. */
    public record Processor(String artifact, String version) {}

    /**
     * The cluster and the settings of its clients, keys as Kafka spells them.
     *
     * @param bootstrapServers host:port, comma separated
     * @param streams any key of StreamsConfig, also with a client's prefix; without one it goes to all clients
     * @param producer keys of the producers
     * @param consumer keys of the main consumers
     */
    public record Kafka(
            String bootstrapServers,
            Map<String, String> streams,
            Map<String, String> producer,
            Map<String, String> consumer) {

        public Kafka {
            streams = Map.copyOf(streams);
            producer = Map.copyOf(producer);
            consumer = Map.copyOf(consumer);
        }

        @Override
        public String toString() {
            return "Kafka[bootstrapServers=" + bootstrapServers + ", streams=" + names(streams) + ", producer="
                    + names(producer) + ", consumer=" + names(consumer) + "]";
        }

        private static String names(Map<String, String> settings) {
            return new TreeMap<>(settings).keySet().toString();
        }
    }

    /**
     * The sources.
     *
     * @param topics of collector payloads; empty when there is a pattern, or only JSON is read
     * @param topicPattern regular expression of topic names, or null when there are names
     * @param json topics of plain JSON
     */
    public record Input(List<String> topics, @Nullable String topicPattern, List<JsonInput> json) {

        public Input {
            topics = List.copyOf(topics);
            json = List.copyOf(json);
        }

        /** Whether collector payloads are read, and not only JSON. */
        public boolean hasCollector() {
            return !topics.isEmpty() || topicPattern != null || json.isEmpty();
        }
    }

    /**
     * The sinks.
     *
     * @param maxRecordBytes limit of one value, in bytes; what is larger becomes a size violation
     * @param all in the order of their sections: {@code good}, {@code bad}, {@code incomplete} and {@code pii} where they
     *     have topics, then those of the list
     */
    public record Outputs(int maxRecordBytes, List<Output> all) {

        public Outputs {
            all = List.copyOf(all);
        }

        /** Whether anything is written of that stream. */
        public boolean has(StreamId source) {
            return all.stream().anyMatch(output -> output.source().equals(source));
        }

        /**
         * The output of that name.
         *
         * @throws NoSuchElementException when there is none
         */
        public Output named(String name) {
            return all.stream()
                    .filter(output -> output.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchElementException("output " + name));
        }
    }

    /**
     * What happens between enrichment and outputs, in this order.
     *
     * @param deduplication null for none
     * @param features joins with feature topics
     * @param ads joins of impressions, clicks and conversions
     */
    public record Steps(@Nullable Deduplication deduplication, List<FeatureJoin> features, List<AdJoin> ads) {

        public Steps {
            features = List.copyOf(features);
            ads = List.copyOf(ads);
        }

        /** Whether anything is kept between records. */
        public boolean haveState() {
            return deduplication != null || !features.isEmpty() || !ads.isEmpty();
        }
    }

    /**
     * What is kept between records.
     *
     * @param folder where stores lie
     * @param memory that all stores together may take beside the heap
     */
    public record State(Path folder, StateMemory memory) {}

    /**
     * Switches.
     *
     * @param acceptInvalid events with over-long columns are good all the same
     * @param legacyEnrichmentOrder enrichments run in the order of before 3.0
     * @param tryBase64Decoding a record that is no Thrift is tried once more as Base64
     * @param forwardedHeaderQuirk a Forwarded header counts only as the last one, as in Snowplow
     */
    public record Features(
            boolean acceptInvalid,
            boolean legacyEnrichmentOrder,
            boolean tryBase64Decoding,
            boolean forwardedHeaderQuirk) {}

    /**
     * Limits of events.
     *
     * @param atomicFieldsLimits longest text per column, in UTF-16 units, where it differs from the schema's
     * @param maxJsonDepth levels of JSON, the root being level one
     */
    public record Validation(Map<AtomicField, Integer> atomicFieldsLimits, int maxJsonDepth) {

        public Validation {
            atomicFieldsLimits = Map.copyOf(atomicFieldsLimits);
        }
    }

    /**
     * What is fetched from elsewhere.
     *
     * @param assets data files of enrichments
     * @param registry calls to Iglu registries
     * @param adapters services that read webhooks
     */
    public record Remote(Assets assets, Registry registry, Adapters adapters) {}

    /**
     * Data files of enrichments.
     *
     * @param updatePeriod how often they are looked at again; null means never
     * @param folder where downloaded ones are kept; null means a temporary folder
     */
    public record Assets(@Nullable Duration updatePeriod, @Nullable Path folder) {}

    /**
     * What enrichments need beside their own configurations.
     *
     * @param settings by dotted name; see {@link dev.firn.enrichments.spi.Settings}
     * @param plugins folder of user enrichments and other extensions; null means the one beside the jar
     */
    public record Enrichments(Map<String, String> settings, @Nullable Path plugins) {

        public Enrichments {
            settings = Map.copyOf(settings);
        }

        @Override
        public String toString() {
            return "Enrichments[settings=" + new TreeMap<>(settings).keySet() + ", plugins=" + plugins + "]";
        }
    }

    /** Calls to Iglu registries: repetitions, the longest pause between them, and the time of one call. */
    public record Registry(int maxRetry, Duration maxWait, Duration requestTimeout) {}

    /**
     * Remote adapters and the limits of calls to them, and what is changed of the built-in ones.
     *
     * @param schemas of events of built-in webhooks, by names such as {@code mandrill.message_bounced}
     */
    public record Adapters(
            Duration connectionTimeout,
            Duration readTimeout,
            int maxConnections,
            List<Adapter> services,
            Map<String, String> schemas) {

        public Adapters {
            services = List.copyOf(services);
            schemas = Map.copyOf(schemas);
        }
    }

    /** One remote adapter: payloads of this vendor and version are posted to that URL. */
    public record Adapter(String vendor, String version, String url) {

        @Override
        public String toString() {
            return "Adapter[" + vendor + "/" + version + " at " + Secrets.mask("url", url) + "]";
        }
    }

    /**
     * Where numbers go besides {@code /metrics}.
     *
     * @param tags labels of every number
     */
    public record Metrics(@Nullable Statsd statsd, @Nullable Stdout stdout, Map<String, String> tags) {

        public Metrics {
            tags = Map.copyOf(tags);
        }
    }

    /** A StatsD server. */
    public record Statsd(String hostname, int port, Duration period, String prefix, Map<String, String> tags) {

        public Statsd {
            tags = Map.copyOf(tags);
        }
    }

    /** Numbers as log lines. */
    public record Stdout(Duration period, String prefix) {}

    /**
     * An OpenLineage service.
     *
     * @param url where events are posted to; null means nowhere
     * @param namespace of the job
     * @param apiKey sent as a bearer token; null means none
     */
    public record Lineage(@Nullable URI url, String namespace, @Nullable String apiKey) {

        @Override
        public String toString() {
            return "Lineage[" + namespace + " at " + (url == null ? "none" : Secrets.mask("url", url.toString())) + "]";
        }
    }

    /**
     * The HTTP server of probes and numbers.
     *
     * @param unhealthyLatency with input waiting and nothing processed for so long, the application counts as stuck
     */
    public record Health(String host, int port, Duration unhealthyLatency) {}

    /**
     * The HTTP server of what changes a running process.
     *
     * @param port 0 for any free one; null for none at all
     */
    public record Admin(String host, @Nullable Integer port) {}
}
