package dev.firn.sinks;

import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.EventPipeline;
import dev.firn.registry.IgluClient;
import dev.firn.registry.Registries;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.output.ClusterTopics;
import dev.firn.topology.output.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A collector and an instance of Firn, which writes what the sinks take: requests that trackers really sent, spread over
 * twelve hours of June 2022, enriched in transactions. Not thread-safe.
 */
final class Firn implements AutoCloseable {

    static final String RAW = "raw";
    static final String BAD = "bad";

    private static final String APPLICATION = "firn";

    /** Twelve hours with the midnights of Seoul and of Greenwich. */
    private static final Instant FIRST = Instant.parse("2022-06-20T14:00:00Z");

    private static final Duration STEP = Duration.ofMinutes(7);
    private static final Duration SPAN = Duration.ofHours(12);

    private final KafkaProducer<byte[], byte[]> collector;
    private final Admin admin;
    private final ClusterTopics topics;
    private final KafkaStreams streams;
    private final Iterator<byte[]> requests = TrackerCapture.endless(7);
    private int sent;

    Firn(Path folder, String bootstrapServers) {
        collector = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        topics = ClusterTopics.of(Map.of("bootstrap.servers", bootstrapServers), 1_000_000, line -> {});
        IgluClient iglu = IgluClient.builder()
                .registries(Registries.igluCentralSnapshot().stream().toList())
                .build();
        EnrichTopology.Builder topology = EnrichTopology.builder(
                        EventPipeline.builder(iglu).build())
                .topics(topics)
                .input(RAW)
                .bad(Output.to(BAD));
        ShippedOutputs.load().forEach(topology::output);
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "application.id",
                APPLICATION,
                "bootstrap.servers",
                bootstrapServers,
                "processing.guarantee",
                "exactly_once_v2",
                "auto.offset.reset",
                "earliest",
                "statestore.cache.max.bytes",
                "0",
                "state.dir",
                folder.resolve("state").toString()));
        streams = new KafkaStreams(topology.build(), properties);
        streams.start();
    }

    /** Sends so many requests, which are more events than that and some bad rows, and returns when they are in Kafka. */
    void collect(int count) {
        for (int i = 0; i < count; i++) {
            long offset = STEP.multipliedBy(sent++).toMillis() % SPAN.toMillis();
            byte[] request = at(requests.next(), FIRST.plusMillis(offset));
            collector.send(new ProducerRecord<>(RAW, null, null, request));
        }
        collector.flush();
    }

    /** Returns when all that was collected has been enriched and committed. */
    void awaitEnriched() {
        List<TopicPartition> raw = collector.partitionsFor(RAW).stream()
                .map(partition -> new TopicPartition(RAW, partition.partition()))
                .toList();
        Await.until(
                "all to be enriched", () -> isDone(raw), () -> streams.state().toString());
    }

    private boolean isDone(List<TopicPartition> raw) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(APPLICATION)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        raw.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                .all()
                .get();
        return raw.stream().allMatch(one -> {
            OffsetAndMetadata offset = done.get(one);
            return ends.get(one).offset() == (offset == null ? 0 : offset.offset());
        });
    }

    private static byte[] at(byte[] request, Instant time) {
        CollectorPayload p = ThriftCodec.decode(request).fold(current -> current, legacy -> legacy, message -> {
            throw new AssertionError(message);
        });
        return ThriftCodec.encode(new CollectorPayload(
                p.schema(),
                p.ipAddress(),
                time.toEpochMilli(),
                p.encoding(),
                p.collector(),
                p.userAgent(),
                p.refererUri(),
                p.path(),
                p.querystring(),
                p.body(),
                p.headers(),
                p.contentType(),
                p.hostname(),
                p.networkUserId()));
    }

    @Override
    public void close() {
        collector.close();
        admin.close();
        streams.close();
        topics.close();
    }
}
