package dev.firn.metrics;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.PipelineListener;
import dev.firn.enrichments.assets.AssetListener;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.enrichments.spi.Watch;
import dev.firn.registry.IgluClient;
import dev.firn.registry.RegistryListener;
import dev.firn.topology.adjoin.AdJoinListener;
import dev.firn.topology.dedup.DeduplicationListener;
import dev.firn.topology.feature.FeatureListener;
import dev.firn.topology.json.JsonInputListener;
import dev.firn.topology.output.OutputListener;
import dev.firn.topology.state.StateMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All that Firn does, as meters of a registry: a listener for each part of it, to be handed to that part when it is built.
 *
 * <pre>{@code
 * EnrichMeters meters = EnrichMeters.of(registry);
 * IgluClient iglu = IgluClient.builder().listener(meters.registry()).build();
 * meters.watch(iglu);
 * EventPipeline pipeline = EventPipeline.builder(iglu).listener(meters.pipeline()).build();
 * Topology topology = EnrichTopology.builder(pipeline).outputListener(meters.outputs())...
 * }</pre>
 *
 * <p>Meters are made with the listeners that feed them; those whose labels come with the data when they are first needed.
 * Names, labels and units are in {@code docs/metrics.md}; they all begin with {@code firn.}. Counts are exact, but of
 * attempts: what is processed again after a failure counts again. Times of stages are those of a sample of the records.
 *
 * <p>One for each registry and process. Thread-safe, as are the listeners; each method gives the same listener again.
 */
public final class EnrichMeters {

    private static final int UNRESOLVED_SCHEMAS = 100;
    private static final String SCHEMAS = "iglu_schemas";

    private final Meters meters;
    private final Sampler sampler;
    private final InstantSource clock;
    private final int mostValues;
    private final WatchMeters watch;
    private final UnresolvedTally unresolved = new UnresolvedTally(UNRESOLVED_SCHEMAS);
    private final Once<String, PipelineMeters> pipeline = new Once<>(part -> pipelineMeters());
    private final Once<String, OutputListener> outputs = new Once<>(part -> outputMeters());
    private final Once<String, RegistryMeters> registry = new Once<>(part -> registryMeters());
    private final Once<String, AssetListener> assets = new Once<>(part -> assetMeters());
    private final Once<String, JsonInputListener> json = new Once<>(part -> jsonMeters());
    private final Once<String, DeduplicationListener> deduplication = new Once<>(part -> deduplicationMeters());
    private final Once<String, FeatureListener> features = new Once<>(this::featureMeters);
    private final Once<String, AdJoinListener> ads = new Once<>(this::adMeters);
    private final Once<String, LookupListener> adapters = new Once<>(this::adapterMeters);

    private EnrichMeters(Builder from) {
        meters = new Meters(from.registry);
        sampler = new Sampler(from.timedOneOf);
        clock = from.clock;
        mostValues = from.mostValues;
        watch = new WatchMeters(meters);
    }

    /** In this registry, with everything at its default. The registry stays its owner's. */
    public static EnrichMeters of(MeterRegistry registry) {
        return builder(registry).build();
    }

    public static Builder builder(MeterRegistry registry) {
        return new Builder(registry);
    }

    /** For {@code EventPipeline.Builder.listener}: payloads, events, bad rows, stages, enrichments. */
    public PipelineListener pipeline() {
        return pipeline.of("");
    }

    /** For {@code EnrichTopology.Builder.outputListener}: fates, bytes and delays of outputs, and the latency end to end. */
    public OutputListener outputs() {
        return outputs.of("");
    }

    /** For {@code EnrichTopology.Builder.jsonInputListener}; their bad rows count with those of {@link #pipeline}. */
    public JsonInputListener jsonInputs() {
        return json.of("");
    }

    /** For {@code Deduplication.withListener}. */
    public DeduplicationListener deduplication() {
        return deduplication.of("");
    }

    /**
     * For {@code FeatureJoin.listener}.
     *
     * @param join its name
     */
    public FeatureListener features(String join) {
        return features.of(join);
    }

    /**
     * For {@code AdJoin.withListener}.
     *
     * @param join its name
     */
    public AdJoinListener adJoin(String join) {
        return ads.of(join);
    }

    /** For {@code Resources.with}: caches, services and databases of enrichments. */
    public Watch watch() {
        return watch;
    }

    /**
     * Questions to one service or database; what {@link #watch} gives.
     *
     * @param enrichment whose they are
     */
    public LookupListener lookups(String enrichment) {
        return watch.lookups(enrichment);
    }

    /**
     * For {@code RemoteAdapter}s.
     *
     * @param adapter vendor and version, with a slash between them
     */
    public LookupListener remoteAdapter(String adapter) {
        return adapters.of(adapter);
    }

    /** For {@code IgluClient.Builder.listener}; hand the client to {@link #watch(IgluClient)}, too. */
    public RegistryListener registry() {
        return registry.of("");
    }

    /** Shows what this client knows; the last one given is the one that is shown. Keeps it in memory. */
    public void watch(IgluClient client) {
        registry.of("").watch(requireNonNull(client, "client"));
    }

    /** For {@code AssetStoreBuilder.listener}: ages, sizes and updates of data files. */
    public AssetListener assets() {
        return assets.of("");
    }

    /** Shows the memory that all RocksDB stores of the process share; not a number until the first of them is opened. */
    public void watchStateMemory() {
        memory("used", StateMemory::usedBytes);
        memory("pinned", StateMemory::pinnedBytes);
        memory("budget", StateMemory::budgetBytes);
    }

    private void memory(String kind, ToDoubleFunction<StateMemory> bytes) {
        meters.gauge(
                "firn.rocksdb.memory",
                "bytes",
                "Memory that all RocksDB stores share",
                () -> StateMemory.now().map(bytes::applyAsDouble).orElse(Double.NaN),
                "kind",
                kind);
    }

    /**
     * The schemas that JSON named most often, of those that no registry gave. They come with the data, so they are for
     * people who may see keys of schemas.
     *
     * @param most at most this many, of the hundred that are remembered; the most frequent first
     */
    public List<UnresolvedSchema> unresolvedSchemas(int most) {
        return unresolved.top(most);
    }

    private PipelineMeters pipelineMeters() {
        return new PipelineMeters(meters, sampler, mostValues);
    }

    private OutputListener outputMeters() {
        return new OutputMeters(meters, sampler, clock);
    }

    private RegistryMeters registryMeters() {
        return new RegistryMeters(meters, clock, watch.cache(SCHEMAS), unresolved);
    }

    private AssetListener assetMeters() {
        return new AssetMeters(meters, clock);
    }

    private JsonInputListener jsonMeters() {
        return new JsonInputMeters(meters, stopwatch("json"), pipeline()::refused);
    }

    private DeduplicationListener deduplicationMeters() {
        return DeduplicationMeters.of(meters, stopwatch("deduplicate"));
    }

    private FeatureListener featureMeters(String join) {
        return FeatureMeters.of(meters, join, stopwatch("feature_join"));
    }

    private AdJoinListener adMeters(String join) {
        return AdJoinMeters.of(meters, join, stopwatch("ad_join"));
    }

    private LookupListener adapterMeters(String adapter) {
        return new RemoteAdapterMeters(meters, watch.lookups(adapter));
    }

    private Stopwatch stopwatch(String stage) {
        return new Stopwatch(sampler, StageMeters.of(meters, stage));
    }

    /** How to measure; everything has a default. */
    public static final class Builder {

        private static final int TIMED_ONE_OF = 32;
        private static final int MOST_VALUES = 50;

        private final MeterRegistry registry;
        private int timedOneOf = TIMED_ONE_OF;
        private int mostValues = MOST_VALUES;
        private InstantSource clock = InstantSource.system();

        private Builder(MeterRegistry registry) {
            this.registry = requireNonNull(registry, "registry");
        }

        /**
         * Times one record in so many; 32 by default, as looks at the clock cost. Counts do not depend on it.
         *
         * @throws IllegalArgumentException when it is less than 1
         */
        public Builder timeOneOf(int records) {
            timedOneOf = new Sampler(records).oneOf();
            return this;
        }

        /** How many application ids are told apart in labels, and how many reasons to drop events; 50 by default. */
        public Builder mostValues(int values) {
            mostValues = values;
            return this;
        }

        /** For ages. */
        public Builder clock(InstantSource value) {
            clock = requireNonNull(value, "value");
            return this;
        }

        public EnrichMeters build() {
            return new EnrichMeters(this);
        }
    }
}
