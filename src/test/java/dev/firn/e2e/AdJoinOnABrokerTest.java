package dev.firn.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.registry.json.JsonText;
import dev.firn.topology.adjoin.AdJoin;
import dev.firn.topology.adjoin.AdJoinListener.Fate;
import dev.firn.topology.adjoin.AdSource;
import dev.firn.topology.adjoin.AdWindows;
import dev.firn.topology.adjoin.Attribution;
import dev.firn.topology.adjoin.TouchUse;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions, tasks and a topic between: the same ad events in other orders and places end in the same table. */
@Tag("long")
class AdJoinOnABrokerTest {

    private static final int PARTITIONS = 4;
    private static final int EVENTS = 600;
    private static final int USERS = 25;
    private static final long START = 1_767_225_600_000L;
    private static final StreamId ADS = StreamId.json("ads");

    /** All events lie within grace of each other: which partition is read first is up to the broker. */
    private static final AdJoin JOIN = AdJoin.named("e2e")
            .impressions(source("imp"))
            .clicks(source("click"))
            .conversions(source("order"))
            .within(new AdWindows(Duration.ofHours(1), Duration.ofHours(5), Duration.ofHours(1), Duration.ofDays(2)))
            .attribution(Attribution.LINEAR)
            .touchUse(TouchUse.ONCE)
            .withPartitions(PARTITIONS);

    private static AdSource source(String type) {
        return AdSource.of(ADS, "record.type == '" + type + "'", "record.user").identifiedBy("record.id");
    }

    @Test
    void theFinalTableDependsNeitherOnOrderNorOnPartitions(@TempDir Path folder) throws Exception {
        // given
        Random random = new Random(7);
        List<AdRecord> events = events(random);
        Map<String, JsonNode> first;
        Map<String, JsonNode> second;
        try (InProcessBroker broker = Brokers.start()) {
            // when
            first = run(broker, "sorted", folder, events, random);
            List<AdRecord> twice = new ArrayList<>(events);
            twice.addAll(events.subList(0, EVENTS / 3));
            Collections.shuffle(twice, random);
            second = run(broker, "shuffled", folder, twice, random);
        }

        // then
        long orders =
                events.stream().filter(event -> event.type.equals("order")).count();
        assertThat(first).hasSize((int) orders);
        assertThat(second).isEqualTo(first);
        assertThat(credits(first)).as("credits").isEqualTo(expected(events));
    }

    private record AdRecord(String type, String id, String user, long time) {
        byte[] json() {
            return ("{\"type\":\"" + type + "\",\"id\":\"" + id + "\",\"user\":\"" + user + "\"}").getBytes(UTF_8);
        }
    }

    private static List<AdRecord> events(Random random) {
        List<AdRecord> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String type = List.of("imp", "imp", "click", "click", "order").get(random.nextInt(5));
            long time = START + random.nextLong(Duration.ofDays(1).toMillis());
            events.add(new AdRecord(type, type + i, "user" + random.nextInt(USERS), time));
        }
        events.sort((a, b) -> Long.compare(a.time, b.time));
        return events;
    }

    /** Ids of touches by conversion, by someone who sees all events at once and in order. */
    private static Map<String, List<String>> expected(List<AdRecord> sorted) {
        Map<String, List<String>> expected = new TreeMap<>();
        List<String> taken = new ArrayList<>();
        for (AdRecord order : sorted) {
            if (order.type.equals("order")) {
                List<String> touches = touches(sorted, order, "click", Duration.ofHours(5), taken);
                if (touches.isEmpty()) {
                    touches = touches(sorted, order, "imp", Duration.ofHours(1), taken);
                }
                taken.addAll(touches);
                for (String click : touches) {
                    AdRecord clicked = sorted.stream()
                            .filter(one -> one.id.equals(click))
                            .findFirst()
                            .orElseThrow();
                    List<String> shown = clicked.type.equals("click")
                            ? touches(sorted, clicked, "imp", Duration.ofHours(1), List.of())
                            : List.of();
                    taken.addAll(shown.subList(Math.max(0, shown.size() - 1), shown.size()));
                }
                expected.put(order.id, touches);
            }
        }
        return expected;
    }

    private static List<String> touches(
            List<AdRecord> sorted, AdRecord after, String type, Duration window, List<String> taken) {
        return sorted.stream()
                .filter(one -> one.type.equals(type) && one.user.equals(after.user))
                .filter(one -> one.time <= after.time && one.time >= after.time - window.toMillis())
                .map(AdRecord::id)
                .filter(id -> !taken.contains(id))
                .toList();
    }

    private static Map<String, List<String>> credits(Map<String, JsonNode> table) {
        Map<String, List<String>> credits = new TreeMap<>();
        table.forEach((id, joined) -> {
            List<String> touches = new ArrayList<>();
            joined.path("touches").forEach(touch -> touches.add(touch.path("id").asText()));
            credits.put(id, touches);
        });
        return credits;
    }

    private static Map<String, JsonNode> run(
            InProcessBroker broker, String name, Path folder, List<AdRecord> events, Random random) {
        String in = name + "-in";
        String out = name + "-out";
        broker.createTopic(in, PARTITIONS);
        broker.createTopic(out, PARTITIONS);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            events.forEach(event -> producer.send(
                    new ProducerRecord<>(in, random.nextInt(PARTITIONS), event.time, null, event.json())));
        }
        Counts<Fate> counts = new Counts<>(Fate.class);
        Properties config = config(broker, name, folder);
        KafkaStreams streams = new KafkaStreams(topology(JOIN.withListener(counts::add), config, in, out), config);
        try {
            streams.start();
            Await.until("all events", FirnProcess.START_LIMIT, () -> seen(counts) >= events.size(), counts::toString);
        } finally {
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(Duration.ofSeconds(20)));
        }
        return table(broker, out);
    }

    private static long seen(Counts<Fate> counts) {
        assertThat(counts.of(Fate.LATE)).isZero();
        return counts.of(Fate.RECEIVED) + counts.of(Fate.DUPLICATE);
    }

    /** As an upsert by key would leave it, and what makes that safe: one partition and rising revisions for each key. */
    private static Map<String, JsonNode> table(InProcessBroker broker, String topic) {
        Map<String, JsonNode> table = new TreeMap<>();
        Map<String, Integer> partitions = new TreeMap<>();
        try (TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            reader.forEach(topic, record -> {
                String key = new String(record.key(), UTF_8);
                ObjectNode joined = object(record.value());
                assertThat(partitions.merge(key, record.partition(), (a, b) -> b))
                        .isEqualTo(record.partition());
                JsonNode before = table.put(key, joined);
                assertThat(joined.path("revision").asInt())
                        .isEqualTo(before == null ? 1 : before.path("revision").asInt() + 1);
            });
        }
        table.values().forEach(joined -> ((ObjectNode) joined).remove(List.of("revision", "restates")));
        return table;
    }

    private static ObjectNode object(byte[] json) {
        return JsonText.parse(json).fold(node -> (ObjectNode) node, message -> {
            throw new IllegalStateException(message);
        });
    }

    private static Properties config(InProcessBroker broker, String name, Path folder) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "ads-" + name);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(name).toString());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        return config;
    }

    private static Topology topology(AdJoin join, Properties config, String in, String out) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        KStream<byte[], Item> items = builder.stream(
                        in,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("test-source"))
                .process(Reader::new, Named.as("test-read"));
        join.addTo(builder, items, (joined, stage, kinds) -> joined.mapValues(
                        item -> JsonText.write(((Item.Json) item).object()).getBytes(UTF_8), Named.as("test-write"))
                .to(out, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("test-sink")));
        return builder.build();
    }

    private static final class Reader extends ContextualProcessor<byte[], byte[], byte[], Item> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            context().forward(record.withValue(new Item.Json(ADS, Origin.of(context()), object(record.value()))));
        }
    }
}
