package dev.firn.topology;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.EventPipeline;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.topology.EncodedRecord.Stream;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
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

    private static final Map<Stream, String> SINKS =
            Map.of(Stream.GOOD, GOOD, Stream.BAD, BAD, Stream.INCOMPLETE, INCOMPLETE, Stream.PII, PII);

    private EnrichTopology() {}

    public static Builder builder(EventPipeline pipeline) {
        return new Builder(pipeline);
    }

    /** Collects what the topology needs: an input, a good and a bad output. */
    public static final class Builder {
        private final EventPipeline pipeline;
        private final Map<Stream, Output> outputs = new EnumMap<>(Stream.class);
        private List<String> topics = List.of();
        private @Nullable Pattern pattern;
        private int maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;
        private InstantSource clock = InstantSource.system();

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

        public Builder good(Output output) {
            outputs.put(Stream.GOOD, output);
            return this;
        }

        public Builder bad(Output output) {
            outputs.put(Stream.BAD, output);
            return this;
        }

        /** Needed when the pipeline keeps incomplete events, and only then. */
        public Builder incomplete(Output output) {
            outputs.put(Stream.INCOMPLETE, output);
            return this;
        }

        /**
         * For the events that tell which values were replaced by which, when the PII enrichment makes them. They hold what
         * it took out of the others: secure this topic on its own. Without it they are dropped.
         */
        public Builder pii(Output output) {
            outputs.put(Stream.PII, output);
            return this;
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

        /** For the timestamps of size violations. */
        public Builder clock(InstantSource value) {
            clock = requireNonNull(value, "clock");
            return this;
        }

        /**
         * The whole topology, from topics to topics.
         *
         * @throws IllegalStateException when an input or an output is missing, or a topic has two uses
         */
        public Topology build() {
            check();
            Topology topology = new Topology();
            addSource(topology);
            Map<Stream, Output> finished = new EnumMap<>(outputs);
            Supplier<OutcomeEncoder> encoders = encoders();
            topology.addProcessor(ENRICH, () -> new EnrichProcessor(pipeline, encoders.get(), finished, SINKS), SOURCE);
            finished.forEach((stream, output) -> topology.addSink(
                    SINKS.get(stream), output.topic(), new ByteArraySerializer(), new ByteArraySerializer(), ENRICH));
            return topology;
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

        private void addSource(Topology topology) {
            ByteArrayDeserializer bytes = new ByteArrayDeserializer();
            RecordTimestamps.Lenient timestamps = new RecordTimestamps.Lenient();
            if (pattern != null) {
                topology.addSource((AutoOffsetReset) null, SOURCE, timestamps, bytes, bytes, pattern);
            } else {
                topology.addSource(
                        (AutoOffsetReset) null, SOURCE, timestamps, bytes, bytes, topics.toArray(new String[0]));
            }
        }

        /** Of the settings as they are now: Streams asks for processors long after the builder may have gone on. */
        private Supplier<OutcomeEncoder> encoders() {
            EventFormat good = format(Stream.GOOD);
            EventFormat incomplete = format(Stream.INCOMPLETE);
            int limit = maxRecordBytes;
            BadRow.Processor processor = pipeline.options().processor();
            InstantSource time = clock;
            return () -> new OutcomeEncoder(good, incomplete, limit, processor, time);
        }

        /** Any will do for a stream that is not written. */
        private EventFormat format(Stream stream) {
            Output output = outputs.get(stream);
            return output == null ? EventFormat.TSV : output.format();
        }

        private void check() {
            if (topics.isEmpty() && pattern == null) {
                throw new IllegalStateException("no input topic: call input or inputPattern");
            }
            for (Stream stream : List.of(Stream.GOOD, Stream.BAD)) {
                if (!outputs.containsKey(stream)) {
                    throw new IllegalStateException("no " + stream + " output");
                }
            }
            if (pipeline.options().keepIncomplete() != outputs.containsKey(Stream.INCOMPLETE)) {
                throw new IllegalStateException(
                        pipeline.options().keepIncomplete()
                                ? "no INCOMPLETE output, but the pipeline keeps incomplete events"
                                : "an INCOMPLETE output, but the pipeline does not keep incomplete events");
            }
            Map<String, Stream> uses = new HashMap<>();
            outputs.forEach((stream, output) -> {
                Stream other = uses.put(output.topic(), stream);
                if (other != null) {
                    throw new IllegalStateException(
                            "topic '" + output.topic() + "' is both the " + other + " and the " + stream + " output");
                }
                if (isInput(output.topic())) {
                    throw new IllegalStateException("topic '" + output.topic() + "' is an input and the " + stream
                            + " output: an endless loop");
                }
            });
        }

        private boolean isInput(String topic) {
            return pattern == null
                    ? topics.contains(topic)
                    : pattern.matcher(topic).matches();
        }
    }
}
