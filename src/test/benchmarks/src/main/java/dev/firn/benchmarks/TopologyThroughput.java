package dev.firn.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.enrichments.EventIds;
import dev.firn.enrichments.EventPipeline;
import dev.firn.enrichments.Outcome;
import dev.firn.topology.output.EventFormat;
import dev.firn.topology.output.OutcomeEncoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What each part of the topology costs on a real broker under exactly-once, against a topology that only passes records on
 * and against the pipeline without Kafka: all over the same prepared topics, in turn, in one process, the broker in
 * another. A figure is CPU time of the whole process (stream threads, clients, RocksDB's own threads, garbage collection)
 * by event; the first round is not counted.
 */
public final class TopologyThroughput {

    static final int PARTITIONS = 4;
    private static final String RAW = "raw";
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final BrokerProcess broker;
    private final Admin admin;
    private final int threads;
    private final Path state;
    private int runs;

    private TopologyThroughput(BrokerProcess broker, Admin admin, int threads, Path state) {
        this.broker = broker;
        this.admin = admin;
        this.threads = threads;
        this.state = state;
    }

    /** @param args records to process in each round (default 30000), rounds (default 5), threads (default 1) */
    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int threads = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        Path state = Files.createTempDirectory("firn-throughput");
        try (BrokerProcess broker = BrokerProcess.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
            createTopics(admin);
            List<byte[]> load = load(records);
            long events = events(load);
            fill(broker.servers(), load);
            TopologyShapes.fillOthers(broker.servers(), records);
            System.out.printf(
                    Locale.ROOT,
                    "%d records, %d events, %d partitions, %d stream thread(s), %d rounds%n",
                    records,
                    events,
                    PARTITIONS,
                    threads,
                    rounds);
            new TopologyThroughput(broker, admin, threads, state).measure(load, events, rounds);
        } finally {
            delete(state);
        }
    }

    private void measure(List<byte[]> load, long events, int rounds) throws Exception {
        Map<String, List<double[]>> figures = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            record(figures, round, "pipeline without Kafka", alone(load, events));
            for (TopologyShapes shape : TopologyShapes.values()) {
                record(figures, round, shape.title(), run(shape, events, load.size()));
            }
            System.err.println("round " + round + " of " + rounds);
        }
        System.out.printf("%-46s %28s %24s%n", "", "us CPU/event: median (range)", "events/s, wall: median");
        figures.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "%-46s %10.1f (%.1f to %.1f) %,24.0f%n",
                name,
                median(all, 0),
                all.stream().mapToDouble(one -> one[0]).min().orElse(0),
                all.stream().mapToDouble(one -> one[0]).max().orElse(0),
                median(all, 1)));
    }

    private static void record(Map<String, List<double[]>> figures, int round, String name, double[] figure) {
        if (round > 0) {
            figures.computeIfAbsent(name, any -> new ArrayList<>()).add(figure);
        }
    }

    private static double median(List<double[]> all, int column) {
        double[] sorted = all.stream().mapToDouble(one -> one[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Microseconds of CPU by event, and events by second of wall clock. */
    private static double[] alone(List<byte[]> load, long events) {
        EventPipeline pipeline = Pipelines.FIVE.build();
        OutcomeEncoder encoder = Pipelines.encoder(EventFormat.TSV);
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        long bytes = 0;
        for (byte[] record : load) {
            for (Outcome outcome : pipeline.process(record, EventIds.ofContent())) {
                var encoded = encoder.encode(outcome);
                bytes += encoded == null ? 0 : encoded.value().length;
            }
        }
        if (bytes == 0) {
            throw new IllegalStateException("nothing came out");
        }
        return figure(cpu, start, events);
    }

    private static double[] figure(long cpu, long start, double events) {
        double micros = (PROCESS.getProcessCpuTime() - cpu) / 1e3 / events;
        return new double[] {micros, events / ((System.nanoTime() - start) / 1e9)};
    }

    private double[] run(TopologyShapes shape, long events, long pushes) throws Exception {
        String application = "run-" + runs++;
        try (KafkaStreams streams = new KafkaStreams(shape.build(), settings(application))) {
            long cpu = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            streams.start();
            awaitAllCommitted(application, shape.inputs());
            double[] figure = figure(cpu, start, shape.eventsOf(events, pushes));
            streams.close(CloseOptions.timeout(Duration.ofSeconds(30))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            streams.cleanUp();
            return figure;
        } finally {
            dropInternalTopics(application);
        }
    }

    private Properties settings(String application) {
        Properties settings = new Properties();
        settings.setProperty("application.id", application);
        settings.setProperty("bootstrap.servers", broker.servers());
        settings.setProperty("state.dir", state.toString());
        settings.setProperty("processing.guarantee", "exactly_once_v2");
        settings.setProperty("commit.interval.ms", "500");
        settings.setProperty("num.stream.threads", Integer.toString(threads));
        settings.setProperty("statestore.cache.max.bytes", "0");
        settings.setProperty("ensure.explicit.internal.resource.naming", "true");
        settings.setProperty("producer.batch.size", "131072");
        settings.setProperty("producer.compression.type", "lz4");
        settings.setProperty("producer.linger.ms", "50");
        settings.setProperty("consumer.auto.offset.reset", "earliest");
        TopologyShapes.stateSettings().forEach(settings::setProperty);
        return settings;
    }

    /** Until the inputs, and the internal topics between steps, are worked off and committed. */
    private void awaitAllCommitted(String application, List<String> inputs) throws Exception {
        while (true) {
            Thread.sleep(25);
            List<String> topics = new ArrayList<>(inputs);
            admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(application + "-") && name.endsWith("-repartition"))
                    .forEach(topics::add);
            Map<TopicPartition, Long> committed = committed(application);
            if (ends(topics).entrySet().stream()
                    .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1)) {
                return;
            }
        }
    }

    private Map<TopicPartition, Long> committed(String group) throws Exception {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        Map<TopicPartition, OffsetAndMetadata> answer = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        answer.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    private Map<TopicPartition, Long> ends(List<String> topics) throws Exception {
        Map<TopicPartition, OffsetSpec> wanted = new LinkedHashMap<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                .forEach(one -> wanted.put(new TopicPartition(name, one.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private void dropInternalTopics(String application) throws Exception {
        admin.deleteTopics(admin.listTopics().names().get().stream()
                        .filter(name -> name.startsWith(application + "-"))
                        .toList())
                .all()
                .get();
    }

    private static void createTopics(Admin admin) throws Exception {
        admin.createTopics(Stream.concat(Stream.of(RAW), TopologyShapes.topics().stream())
                        .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                        .toList())
                .all()
                .get();
    }

    private static List<byte[]> load(int records) {
        List<byte[]> load = new ArrayList<>(records);
        Iterator<byte[]> fresh = TrackerCapture.endless(1);
        for (int i = 0; i < records; i++) {
            load.add(fresh.next());
        }
        return load;
    }

    private static long events(List<byte[]> load) {
        EventPipeline pipeline = Pipelines.FIVE.build();
        return load.stream()
                .mapToLong(
                        record -> pipeline.process(record, EventIds.ofContent()).size())
                .sum();
    }

    private static void fill(String servers, List<byte[]> load) {
        try (KafkaProducer<byte[], byte[]> producer = producer(servers)) {
            for (int i = 0; i < load.size(); i++) {
                producer.send(new ProducerRecord<>(RAW, i % PARTITIONS, null, load.get(i)), (ok, e) -> {
                    if (e != null) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        }
    }

    static KafkaProducer<byte[], byte[]> producer(String servers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "batch.size", 131072, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static List<String> raw() {
        return Arrays.asList(RAW);
    }
}
