package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.Outlets;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** JSON objects through a topology that has an ad join and nothing else. */
final class Items implements AutoCloseable {

    static final StreamId ADS = StreamId.json("ads");

    final TopologyTestDriver driver;
    private final AdJoin join;

    Items(AdJoin join) {
        this.join = join;
        driver = new TopologyTestDriver(topology(join), config());
    }

    static Topology topology(AdJoin join) {
        Properties config = config();
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        KStream<byte[], Item> items = builder.stream(
                        "in",
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("test-source"))
                .process(Reader::new, Named.as("test-read"));
        Outlets outlets = (some, stage, kinds) -> write(some, "joined", stage);
        write(join.addTo(builder, items, outlets), "passed", "passed");
        return builder.build();
    }

    private static void write(KStream<byte[], Item> items, String topic, String stage) {
        items.mapValues(Items::bytes, Named.as("test-write-" + stage))
                .to(topic, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("test-sink-" + stage));
    }

    private static byte[] bytes(Item item) {
        return JsonText.write(((Item.Json) item).object()).getBytes(UTF_8);
    }

    private static Properties config() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "ads-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none.invalid:9092");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        config.put(
                StreamsConfig.STATE_DIR_CONFIG,
                System.getProperty("java.io.tmpdir") + "/ads-test-" + System.nanoTime());
        return config;
    }

    Items send(Duration time, String json) {
        driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, json.replace('\'', '"').getBytes(UTF_8), null, time.toMillis()));
        return this;
    }

    List<TestRecord<byte[], byte[]>> joined() {
        return driver.createOutputTopic("joined", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    List<String> passed() {
        return driver
                .createOutputTopic("passed", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .stream()
                .map(bytes -> new String(bytes, UTF_8))
                .toList();
    }

    /** What is in the store. */
    int rows() {
        int count = 0;
        try (KeyValueIterator<byte[], byte[]> all =
                driver.<byte[], byte[]>getKeyValueStore(join.storeName()).all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        driver.close();
    }

    private static final class Reader extends ContextualProcessor<byte[], byte[], byte[], Item> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            ObjectNode object = JsonText.parse(record.value()).fold(json -> (ObjectNode) json, message -> {
                throw new IllegalArgumentException(message);
            });
            Item item = new Item.Json(ADS, Origin.of(context()), object);
            context().forward(record.withValue(item));
        }
    }
}
