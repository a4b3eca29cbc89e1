package dev.firn.topology.test;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.ConfiguredEnrichment;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.config.NamedConfig;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.registry.Registry;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingSchema;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.output.Output;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Says what is tested: schemas, enrichments and, if it is not the standard one, the topology. Everything has a default.
 * Not thread-safe.
 *
 * <p>Where a method takes a text of JSON, a text that does not start with a brace is the name of a class path resource.
 *
 * @param <T> what is built: a {@link FirnExtension} or a {@link FirnDriver}
 */
public final class FirnBuilder<T> {

    private final Function<Settings, T> maker;
    private final Map<SchemaKey, JsonNode> schemas = new HashMap<>();
    private final List<Registry> registries = new ArrayList<>();
    private final List<NamedConfig> enrichmentConfigs = new ArrayList<>();
    private final List<ConfiguredEnrichment> enrichments = new ArrayList<>();
    private final Map<String, String> streamsConfig = new HashMap<>();
    private boolean igluCentral = true;
    private EventPipeline.Options options = EventPipeline.Options.defaults();
    private String input = "collector";
    private Output good = Output.to("enriched");
    private Output bad = Output.to("bad");
    private @Nullable Output incomplete;
    private final List<JsonInput> jsonInputs = new ArrayList<>();
    private final List<FeatureJoin> features = new ArrayList<>();
    private final List<AdJoin> ads = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private @Nullable Deduplication deduplication;
    private int maxRecordBytes = EnrichTopology.DEFAULT_MAX_RECORD_BYTES;
    private Instant start = FirnDriver.DEFAULT_START;
    private @Nullable Function<EventPipeline, Topology> topology;

    FirnBuilder(Function<Settings, T> maker) {
        this.maker = maker;
    }

    /**
     * A self-describing schema; one of the same key in Iglu Central is hidden by it.
     *
     * @param json its text or resource
     * @throws IllegalArgumentException when there is no such resource, or no schema in it
     */
    public FirnBuilder<T> schema(String json) {
        return schema(JsonSource.of(json));
    }

    /** A self-describing schema. */
    public FirnBuilder<T> schema(JsonNode schema) {
        return schema(new JsonSource("schema", schema));
    }

    /** The self-describing schemas in a file, or in all files below a folder. */
    public FirnBuilder<T> schemas(Path fileOrFolder) {
        JsonSource.of(fileOrFolder).forEach(this::schema);
        return this;
    }

    private FirnBuilder<T> schema(JsonSource source) {
        SelfDescribingSchema schema = SelfDescribingSchema.of(source.json()).fold(read -> read, code -> {
            throw new IllegalArgumentException(source.name() + ": " + code
                    + ": a schema needs a \"self\" with vendor, name, format and version, and the $schema "
                    + SelfDescribingSchema.META_SCHEMA);
        });
        schemas.put(schema.self(), schema.schema());
        return this;
    }

    /** One more registry, such as one of your own that is down. Closed at the end of each test. */
    public FirnBuilder<T> registry(Registry registry) {
        registries.add(requireNonNull(registry, "registry"));
        return this;
    }

    /** Only the schemas given here; but then a POST of tracker protocol 2 needs its schema {@code payload_data} from you. */
    public FirnBuilder<T> withoutIgluCentral() {
        igluCentral = false;
        return this;
    }

    /** The configuration of an enrichment, as in production. Disabled ones stay disabled. */
    public FirnBuilder<T> enrichment(String json) {
        return enrichment(JsonSource.of(json));
    }

    /** The configuration of an enrichment. */
    public FirnBuilder<T> enrichment(JsonNode config) {
        return enrichment(new JsonSource("enrichment", config));
    }

    /** The configurations in a file, or in all files below a folder. */
    public FirnBuilder<T> enrichments(Path fileOrFolder) {
        JsonSource.of(fileOrFolder).forEach(this::enrichment);
        return this;
    }

    private FirnBuilder<T> enrichment(JsonSource source) {
        enrichmentConfigs.add(new NamedConfig(source.name(), source.json()));
        return this;
    }

    /**
     * An enrichment of your own, without its factory. The same object serves all tests; nobody closes it.
     *
     * @param configuration the Iglu URI that names it in bad rows
     */
    public FirnBuilder<T> enrichment(String configuration, Enrichment enrichment) {
        enrichments.add(new ConfiguredEnrichment(SchemaKey.of(configuration), enrichment));
        return this;
    }

    /** Changes how events are treated: {@code .options(o -> o.acceptingInvalid())}. */
    public FirnBuilder<T> options(UnaryOperator<EventPipeline.Options> change) {
        options = requireNonNull(change.apply(options), "options");
        return this;
    }

    /** Keeps refused events for {@link FirnDriver#incomplete}. */
    public FirnBuilder<T> keepIncomplete() {
        return incomplete(Output.to("incomplete"));
    }

    /** The topic that payloads are sent to; {@code collector} by default. */
    public FirnBuilder<T> input(String topic) {
        input = requireNonNull(topic, "topic");
        return this;
    }

    /** What the good records look like, and their topic; {@code enriched} by default. */
    public FirnBuilder<T> good(Output output) {
        good = requireNonNull(output, "output");
        return this;
    }

    /** The topic of bad rows; {@code bad} by default. */
    public FirnBuilder<T> bad(Output output) {
        bad = requireNonNull(output, "output");
        return this;
    }

    /** Keeps refused events, in this topic. */
    public FirnBuilder<T> incomplete(Output output) {
        incomplete = requireNonNull(output, "output");
        return this;
    }

    /** One more output, read back by its name: {@link FirnDriver#output}. Of the standard topology only, as all below. */
    public FirnBuilder<T> output(Output output) {
        outputs.add(requireNonNull(output, "output"));
        return this;
    }

    /** Topics of plain JSON, see {@link FirnDriver#sendJson}. */
    public FirnBuilder<T> jsonInput(JsonInput input) {
        jsonInputs.add(requireNonNull(input, "input"));
        return this;
    }

    /** Each event once. What is diverted is to be had from {@link FirnDriver#duplicates}. */
    public FirnBuilder<T> deduplicate(Deduplication how) {
        deduplication = requireNonNull(how, "how");
        return this;
    }

    /** Adds what another topic knows, see {@link FirnDriver#sendFeature}. */
    public FirnBuilder<T> joinFeatures(FeatureJoin join) {
        features.add(requireNonNull(join, "join"));
        return this;
    }

    /** Joins impressions, clicks and conversions; an output of {@code joined.NAME} shows the result. */
    public FirnBuilder<T> joinAds(AdJoin join) {
        ads.add(requireNonNull(join, "join"));
        return this;
    }

    /** See {@link EnrichTopology.Builder#maxRecordBytes}; of the standard topology only. */
    public FirnBuilder<T> maxRecordBytes(int bytes) {
        maxRecordBytes = bytes;
        return this;
    }

    /** The time at the beginning of each test; {@link FirnDriver#DEFAULT_START} by default. */
    public FirnBuilder<T> startAt(Instant time) {
        start = requireNonNull(time, "time");
        return this;
    }

    /** A setting of Kafka Streams, for a topology that needs one. */
    public FirnBuilder<T> streamsConfig(String key, String value) {
        streamsConfig.put(key, value);
        return this;
    }

    /**
     * Your own topology, around a pipeline that has the schemas, enrichments and the clock of the test. It reads from the
     * topic of {@link #input}; events and bad rows are read back from those of {@link #good}, {@link #bad} and {@link
     * #incomplete(Output)} if it writes there, in the formats of Firn; all else is to be had from {@link
     * FirnDriver#streams}.
     *
     * @param made called once for each test
     */
    public FirnBuilder<T> topology(Function<EventPipeline, Topology> made) {
        topology = requireNonNull(made, "topology");
        return this;
    }

    /** With an output for diverted duplicates, if there is none. */
    private Parts parts() {
        List<Output> all = new ArrayList<>(outputs);
        boolean unread = outputs.stream().noneMatch(output -> output.source().equals(StreamId.DUPLICATES));
        if (deduplication != null && deduplication.diverts() && unread) {
            all.add(Output.to("duplicates").named("duplicates").from(StreamId.DUPLICATES));
        }
        return new Parts(jsonInputs, deduplication, features, ads, all);
    }

    public T build() {
        Settings.Topics topics = new Settings.Topics(input, good, bad, incomplete);
        return maker.apply(new Settings(
                schemas,
                registries,
                igluCentral,
                enrichmentConfigs,
                enrichments,
                incomplete == null ? options : options.keepingIncomplete(),
                topics,
                parts(),
                start,
                streamsConfig,
                maxRecordBytes,
                topology));
    }
}
