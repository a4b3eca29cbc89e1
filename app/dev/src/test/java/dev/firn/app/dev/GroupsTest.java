package dev.firn.app.dev;

import static dev.firn.app.dev.Clients.producer;
import static dev.firn.app.dev.Clients.send;
import static dev.firn.app.dev.Clients.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to share the work of reading works, on the jars that are left of Kafka's. */
@Timeout(120)
class GroupsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static InProcessBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = InProcessBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void feedsAConsumerGroup(String protocol) {
        // given
        String topic = "consumed-" + protocol;
        broker.createTopic(topic, 2);
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            send(producer, topic, "a", "b");
        }
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "group-" + protocol);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");

        // when
        int count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long start = System.nanoTime();
            while (count < 2 && System.nanoTime() - start < PATIENCE.toNanos()) {
                count += consumer.poll(Duration.ofMillis(100)).count();
            }
            consumer.commitSync();
        }

        // then
        assertThat(count).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void runsAnExactlyOnceStreamsApplication(String protocol, @TempDir Path state) {
        // given
        String input = "in-" + protocol;
        String output = "out-" + protocol;
        broker.createTopic(input, 2);
        broker.createTopic(output, 2);
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            send(producer, input, "a", "b", "c");
        }
        Properties config = new Properties();
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app-" + protocol);
        config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, protocol);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream(input).to(output);

        // when
        List<String> copied = new ArrayList<>();
        try (KafkaStreams streams = new KafkaStreams(topology.build(), config);
                TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            streams.start();
            copied.addAll(values(reader.readAtLeast(output, 3, PATIENCE)));
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(PATIENCE));

            // then
            assertThat(copied).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(reader.allTransactionsFinished(List.of(output))).isTrue();
        }
    }
}
