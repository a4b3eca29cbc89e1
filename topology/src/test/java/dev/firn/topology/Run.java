package dev.firn.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.enrichments.EventPipeline;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.format.EnrichedTsv;
import dev.firn.topology.output.Output;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A topology in Kafka's test driver, bytes in and bytes out. */
final class Run implements AutoCloseable {

    static final String IN = "in";
    static final String GOOD = "good";
    static final String BAD = "bad";
    static final String INCOMPLETE = "incomplete";
    static final String PII = "pii";

    final TopologyTestDriver driver;

    Run(Topology topology) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "topology-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none.invalid:9092");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        driver = new TopologyTestDriver(topology, config, Requests.NOW);
    }

    static Run of(EnrichTopology.Builder builder) {
        return new Run(builder.build());
    }

    /** From {@link #IN} to {@link #GOOD} and {@link #BAD}. */
    static EnrichTopology.Builder standard(EventPipeline pipeline) {
        return EnrichTopology.builder(pipeline)
                .input(IN)
                .good(Output.to(GOOD))
                .bad(Output.to(BAD))
                .clock(InstantSource.fixed(Requests.NOW));
    }

    void send(byte @Nullable [] value) {
        send(IN, value, Requests.NOW);
    }

    void send(String topic, byte @Nullable [] value, Instant timestamp) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, value, timestamp));
    }

    /** What came out on a topic since the last call. */
    List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.producedTopicNames().contains(topic)
                ? driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList()
                : List.of();
    }

    TestRecord<byte[], byte[]> readOne(String topic) {
        List<TestRecord<byte[], byte[]>> records = read(topic);
        if (records.size() != 1) {
            throw new AssertionError("expected one record in " + topic + ", found " + records);
        }
        return records.get(0);
    }

    static String key(TestRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    static @Nullable String column(TestRecord<byte[], byte[]> record, AtomicField field) {
        return EnrichedTsv.text(EnrichedTsv.decode(record.value()).orThrow(), field);
    }

    static BadRow badRow(TestRecord<byte[], byte[]> record) {
        return BadRowJson.decode(record.value()).orThrow();
    }

    @Override
    public void close() {
        driver.close();
    }
}
