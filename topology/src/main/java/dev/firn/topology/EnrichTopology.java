package dev.firn.topology;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.EventPipeline;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.feature.FeatureJoin;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.RecordTimestamps;
import dev.firn.topology.flow.Step;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.json.JsonInput;
import dev.firn.topology.json.JsonInputListener;
import dev.firn.topology.output.Output;
import dev.firn.topology.output.OutputConfigException;
import dev.firn.topology.output.OutputListener;
import dev.firn.topology.output.OutputSet;
import dev.firn.topology.output.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/**
 * Builds the enrichment topology.
 *
 * <pre>{@code
 * Topology topology = EnrichTopology.builder(pipeline)
 *         .input("snowplow-good")
 *         .good(Output.to("enriched").keyedBy(DOMAIN_USERID))
 *         .bad(Output.to("bad"))
 *         .build();
 * }</pre>
 *
 * <p>Names of sources, processors and sinks are constants, so that an upgrade finds what an older version left. The
 * builder is not thread-safe; what it builds is used by Streams as any topology.
 */
public final class EnrichTopology {

    public static final String SOURCE = "firn-source";
    public static final String ENRICH = "firn-enrich";
    public static final String GOOD = "firn-good";
    public static final String BAD = "firn-bad";
    public static final String INCOMPLETE = "firn-incomplete";
    public static final String PII = "firn-pii";

    /** What Snowplow allows for one record on Kafka, in bytes. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 1_000_000;

    public static final String OUTPUTS = "firn-outputs";

    /** What comes straight from enrichment. */
    private static final Set<StreamId.Kind> ENRICHED = EnumSet.of(
            StreamId.Kind.RAW, StreamId.Kind.GOOD, StreamId.Kind.INCOMPLETE, StreamId.Kind.BAD, StreamId.Kind.PII);

    private EnrichTopology() {}

    public static Builder builder(EventPipeline pipeline) {
        return new Builder(pipeline);
    }

    /**
     * What a topology consists of.
     *
     * @param topics of collector payloads, by names
     * @param pattern of the names of such topics, instead of names; null for none
     * @param steps in the order in which items pass them
     */
    public record Parts(
            EventPipeline pipeline,
            List<String> topics,
            @Nullable Pattern pattern,
            List<JsonInput> jsonInputs,
            List<Step> steps,
            List<Output> outputs) {}

    /** Collects what the topology needs: an input, a good and a bad output. */
    public static final class Builder {
        private final EventPipeline pipeline;
        private final Map<String, Output> outputs = new LinkedHashMap<>();
        private @Nullable Topics topicsThere;
        private OutputListener outputListener = OutputListener.NONE;
        private List<String> topics = List.of();
        private @Nullable Pattern pattern;
        private int maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;
        private InstantSource clock = InstantSource.system();
        private final List<Step> steps = new ArrayList<>();
        private final Map<String, JsonInput> jsonInputs = new LinkedHashMap<>();
        private JsonInputListener jsonInputListener = JsonInputListener.NONE;

        private Builder(EventPipeline pipeline) {
            this.pipeline = requireNonNull(pipeline, "pipeline");
        }

        /** Topics of collector payloads. */
        public Builder input(String... names) {
            topics = List.of(names);
            pattern = null;
            return this;
        }

        /** All topics of that name pattern, also those created later. */
        public Builder inputPattern(Pattern names) {
            pattern = requireNonNull(names, "names");
            topics = List.of();
            return this;
        }

        /**
         * Topics of plain JSON, besides collector payloads or instead of them; {@code json.NAME} outputs write their objects.
         *
         * @throws IllegalStateException when another one has its name
         */
        public Builder jsonInput(JsonInput input) {
            if (jsonInputs.putIfAbsent(input.name(), input) != null) {
                throw new IllegalStateException("two JSON inputs with the name '" + input.name() + "'");
            }
            return this;
        }

        /** Who is told what becomes of the records of JSON inputs. */
        public Builder jsonInputListener(JsonInputListener listener) {
            jsonInputListener = requireNonNull(listener, "listener");
            return this;
        }

        /** Short for an output {@code good} of good events. */
        public Builder good(Output output) {
            return standard(output, StreamId.GOOD);
        }

        /** Short for an output {@code bad} of bad rows. */
        public Builder bad(Output output) {
            return standard(output, StreamId.BAD);
        }

        /**
         * One more output.
         *
         * @param output with a name that no other has
         * @throws IllegalStateException when it has no name, or one that another has
         */
        public Builder output(Output output) {
            if (output.name().isEmpty()) {
                throw new IllegalStateException("an output without a name: " + output);
            }
            if (outputs.putIfAbsent(output.name(), output) != null) {
                throw new IllegalStateException("two outputs with the name '" + output.name() + "'");
            }
            return this;
        }

        private Builder standard(Output output, StreamId source) {
            outputs.put(source.toString(), output.named(source.toString()).from(source));
            return this;
        }

        /** Who knows which topics there are; needed when an output's topic depends on data. Not closed. */
        public Builder topics(Topics all) {
            topicsThere = requireNonNull(all, "all");
            return this;
        }

        /** Who is told what becomes of items at their outputs. */
        public Builder outputListener(OutputListener listener) {
            outputListener = requireNonNull(listener, "listener");
            return this;
        }

        /** Needed when the pipeline keeps incomplete events, and only then. */
        public Builder incomplete(Output output) {
            return standard(output, StreamId.INCOMPLETE);
        }

        /**
         * For the events that tell which values were replaced by which, when the PII enrichment makes them. They hold what
         * it took out of the others: secure this topic on its own. Without it they are dropped.
         */
        public Builder pii(Output output) {
            return standard(output, StreamId.PII);
        }

        /**
         * Largest value of an output record. It must leave room below the producer's {@code max.request.size} and the
         * topics' {@code max.message.bytes} for key, headers and the frame.
         */
        public Builder maxRecordBytes(int bytes) {
            if (bytes < 10_000) {
                throw new IllegalArgumentException("maxRecordBytes = " + bytes + ", expected at least 10000");
            }
            maxRecordBytes = bytes;
            return this;
        }

        /** Lets each event through once. It is the first step, whenever this is called; the last call holds. */
        public Builder deduplicate(Deduplication value) {
            steps.removeIf(step -> step instanceof Deduplication);
            steps.add(0, value);
            return this;
        }

        /** Joins what another topic knows. After deduplication and the feature joins added before, before all else. */
        public Builder joinFeatures(FeatureJoin join) {
            int place = 0;
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i) instanceof Deduplication || steps.get(i) instanceof FeatureJoin) {
                    place = i + 1;
                }
            }
            steps.add(place, requireNonNull(join, "join"));
            return this;
        }

        /**
         * Joins ad events to an attribution of conversions, which {@code joined.NAME} outputs write. After all steps added
         * before.
         *
         * @throws IllegalStateException when another one has its name
         */
        public Builder joinAds(AdJoin join) {
            for (Step step : steps) {
                if (step instanceof AdJoin other && other.name().equals(join.name())) {
                    throw new IllegalStateException("two ad joins with the name '" + join.name() + "'");
                }
            }
            return step(join);
        }

        /** One more step between enrichment and outputs, after those added before. */
        public Builder step(Step step) {
            steps.add(requireNonNull(step, "step"));
            return this;
        }

        /** For the timestamps of size violations. */
        public Builder clock(InstantSource value) {
            clock = requireNonNull(value, "clock");
            return this;
        }

        /** The settings as they are now, for those who look at a topology. */
        public Parts parts() {
            return new Parts(
                    pipeline,
                    topics,
                    pattern,
                    List.copyOf(jsonInputs.values()),
                    List.copyOf(steps),
                    List.copyOf(outputs.values()));
        }

        /**
         * The whole topology, from topics to topics.
         *
         * @throws IllegalStateException when an input or an output is missing, or a topic has two uses
         * @throws OutputConfigException when a setting of an output cannot be used
         */
        public Topology build() {
            new TopologyChecks(topics, hasCollectorInput(), jsonInputs.values(), outputs.values(), steps)
                    .check(pipeline.options().keepIncomplete());
            OutputSet outlets = outputSet();
            boolean keepsRaw = outlets.wants(StreamId.Kind.RAW);
            StreamsBuilder builder = new StreamsBuilder();
            KStream<byte[], Item> items = items(builder, keepsRaw);
            for (Step step : steps) {
                items = step.addTo(builder, items, outlets);
            }
            outlets.write(items, "", streams());
            return builder.build();
        }

        /** Of all inputs; one at least is there. */
        private KStream<byte[], Item> items(StreamsBuilder builder, boolean keepsRaw) {
            EventPipeline events = pipeline;
            KStream<byte[], Item> items = !hasCollectorInput()
                    ? null
                    : source(builder).process(() -> new EnrichProcessor(events, keepsRaw), Named.as(ENRICH));
            for (JsonInput input : jsonInputs.values()) {
                KStream<byte[], Item> objects =
                        input.addTo(builder, pipeline.options().processor(), jsonInputListener);
                items = items == null ? objects : items.merge(objects, Named.as(input.node() + "-merge"));
            }
            return requireNonNull(items, "an input");
        }

        private Set<StreamId.Kind> streams() {
            Set<StreamId.Kind> streams = EnumSet.copyOf(ENRICHED);
            if (!jsonInputs.isEmpty()) {
                streams.add(StreamId.Kind.JSON);
            }
            return streams;
        }

        private boolean hasCollectorInput() {
            return !topics.isEmpty() || pattern != null;
        }

        private KStream<byte[], byte[]> source(StreamsBuilder builder) {
            Consumed<byte[], byte[]> how = Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withTimestampExtractor(new RecordTimestamps.Lenient())
                    .withName(SOURCE);
            return pattern != null ? builder.stream(pattern, how) : builder.stream(topics, how);
        }

        /** Of the settings as they are now: Streams asks for processors long after the builder may have gone on. */
        private OutputSet outputSet() {
            return OutputSet.of(
                    List.copyOf(outputs.values()),
                    new OutputSet.Surroundings(
                            inputNames(),
                            inputs(),
                            topicsThere,
                            maxRecordBytes,
                            pipeline.options().processor(),
                            clock,
                            pipeline.listener(),
                            outputListener));
        }

        /**
         * Only the enrichment, inside an embedder's own topology: outputs of this builder are not used.
         *
         * @param builder where stores of later versions will be added; the stream's own
         * @param records collector records; their keys are not looked at
         */
        public EnrichedStreams addTo(StreamsBuilder builder, KStream<?, byte[]> records) {
            requireNonNull(builder, "builder");
            return TypedStreams.of(pipeline, records);
        }

        private Predicate<String> inputs() {
            Pattern names = pattern;
            Set<String> fixed = Set.copyOf(topics);
            Predicate<String> collector = names == null
                    ? fixed::contains
                    : topic -> names.matcher(topic).matches();
            List<JsonInput> others = List.copyOf(jsonInputs.values());
            return topic -> collector.test(topic) || others.stream().anyMatch(input -> input.reads(topic));
        }

        private List<String> inputNames() {
            List<String> names = new ArrayList<>(topics);
            jsonInputs.values().forEach(input -> names.addAll(input.topics()));
            return names;
        }
    }
}
