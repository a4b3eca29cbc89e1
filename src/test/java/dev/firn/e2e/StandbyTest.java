package dev.firn.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.dev.InProcessBroker;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.state.StateSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scenario in which deduplication on Kafka Streams was seen to forget (apache/kafka#12540): exactly-once, standby
 * replicas, and tasks that move to and fro while ids and their copies flow. Standbys become active and back, which is where
 * a cache in front of a store once kept old content.
 */
@Tag("long")
class StandbyTest {

    private static final int PARTITIONS = 4;
    private static final int IDS_IN_STEP = 400;
    private static final String APPLICATION = "standby";
    /** The events are old: a broker would delete them by their timestamps. */
    private static final Map<String, String> KEPT = Map.of("retention.ms", "-1");

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Map<String, KafkaStreams> instances = new HashMap<>();
    private int ids;
    private long offset;

    @Test
    @Timeout(300)
    void noCopyPassesAndNoFirstIsLostWhileTasksMoveBetweenStandbys() throws Exception {
        try (InProcessBroker broker = Brokers.start();
                Offsets offsets = new Offsets(broker.bootstrapServers());
                KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            broker.createTopic("items", PARTITIONS, KEPT);
            broker.createTopic("events", PARTITIONS, KEPT);
            try {
                start(broker, "a");
                send(producer);
                awaitEnd(offsets);
                // Joins without state, becomes a standby first, then gets tasks.
                start(broker, "b");
                send(producer);
                // With the tasks' state on both, they go back and forth.
                stop("a", GroupMembershipOperation.LEAVE_GROUP);
                send(producer);
                start(broker, "a");
                send(producer);
                // As after a crash: the others notice by the session timeout.
                stop("b", GroupMembershipOperation.REMAIN_IN_GROUP);
                send(producer);
                start(broker, "c");
                send(producer);
                start(broker, "b");
                send(producer);
                stop("a", GroupMembershipOperation.LEAVE_GROUP);
                send(producer);
                awaitEnd(offsets);
            } finally {
                instances.keySet().stream().toList().forEach(name -> stop(name, GroupMembershipOperation.LEAVE_GROUP));
            }
            List<String> passed = passed(broker);
            Set<String> distinct = new LinkedHashSet<>(passed);
            assertThat(lost(distinct))
                    .as("first ones that were lost, of %d", ids)
                    .isEmpty();
            assertThat(passed.size() - distinct.size())
                    .as("copies that passed, of %d", offset - ids)
                    .isZero();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(InProcessBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void start(InProcessBroker broker, String name) {
        StreamsBuilder builder = new StreamsBuilder();
        Deduplication.within(Duration.ofDays(7))
                .addTo(
                        builder,
                        builder.stream(
                                "items",
                                Consumed.with(Serdes.ByteArray(), new ItemSerde())
                                        .withName("firn-items")),
                        (items, stage, kinds) -> {})
                .to(
                        "events",
                        Produced.<byte[], Item>as("firn-events")
                                .withKeySerde(Serdes.ByteArray())
                                .withValueSerde(new ItemSerde()));
        Properties settings = new Properties();
        settings.putAll(StateSettings.streamsDefaults());
        settings.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.setProperty(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.setProperty(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, "1");
        settings.setProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
        settings.setProperty(
                StreamsConfig.STATE_DIR_CONFIG, folder.resolve(name).toString());
        settings.setProperty(StreamsConfig.consumerPrefix("session.timeout.ms"), "2000");
        settings.setProperty(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), "300");
        settings.setProperty(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        KafkaStreams streams = new KafkaStreams(builder.build(), settings);
        instances.put(name, streams);
        streams.start();
        Await.until(name + " running", LIMIT, () -> streams.state() == KafkaStreams.State.RUNNING);
    }

    private void stop(String name, GroupMembershipOperation membership) {
        instances
                .remove(name)
                .close(CloseOptions.timeout(Duration.ofSeconds(30)).withGroupMembershipOperation(membership));
    }

    /** New ids, each followed by copies of others of any age, spread over the partitions. */
    private void send(KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
        for (int i = 0; i < IDS_IN_STEP; i++) {
            send(producer, ids++);
            send(producer, (int) (offset * 7919L % ids));
            send(producer, (int) (offset * 104_729L % ids));
            if (i % 20 == 0) {
                Thread.sleep(40); // tasks must be moving while this flows
            }
        }
        producer.flush();
    }

    private void send(KafkaProducer<byte[], byte[]> producer, int id) {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.EVENT_ID, eventId(id))
                .set(AtomicField.EVENT_FINGERPRINT, Integer.toString(id))
                .build();
        Item item = new Item.Event(StreamId.GOOD, new Origin("raw", 0, offset++, 0), event);
        producer.send(new ProducerRecord<>(
                "items",
                (int) (offset % PARTITIONS),
                START + offset * 1000,
                null,
                new ItemSerde().serializer().serialize("items", item)));
    }

    private List<Integer> lost(Set<String> passed) {
        return IntStream.range(0, ids)
                .filter(id -> !passed.contains(eventId(id)))
                .boxed()
                .toList();
    }

    private static String eventId(int id) {
        return UUID.nameUUIDFromBytes(Integer.toString(id).getBytes(UTF_8)).toString();
    }

    private void awaitEnd(Offsets offsets) {
        Await.until(
                "end of the input",
                LIMIT,
                () -> offsets.reached(APPLICATION, offsets.ends(List.of("items")))
                        && offsets.nothingBetween(APPLICATION),
                () -> offsets.committed(APPLICATION) + " of " + offsets.ends(List.of("items")));
    }

    private static List<String> passed(InProcessBroker broker) {
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("events").stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> ids.add(
                                ((Item.Event) new ItemSerde().deserializer().deserialize("events", record.value()))
                                        .event()
                                        .text(AtomicField.EVENT_ID)));
            }
        }
        return ids;
    }
}
