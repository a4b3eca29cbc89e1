package dev.firn.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.dedup.Deduplication;
import dev.firn.topology.dedup.DeduplicationListener.Fate;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import dev.firn.topology.flow.Origin;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.state.StateSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/**
 * What remembering ids costs, on a real broker in a process of its own, under exactly-once: CPU time of the whole client
 * process (stream threads, network, RocksDB's own threads, garbage collection) by event, with and without the step, over the
 * same small events of which every hundredth is a copy; and how long the memory takes to come back from its changelog.
 *
 * <p>Times of events are made so that the remembered ids fill both buckets of the memory.
 */
public final class DeduplicationCosts {

    private static final int PARTITIONS = 4;
    private static final int SLICES = 6;
    private static final int SLICE = 100_000;
    private static final int MEASURED = SLICES * SLICE;
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final Deduplication STEP = Deduplication.within(WINDOW).withinPartition();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final BrokerProcess broker;
    private final Path folder;
    private final int records;
    /** Streams' own counts would cost more to read than what is measured. */
    private final LongAdder processed = new LongAdder();

    private DeduplicationCosts(BrokerProcess broker, Path folder, int records) {
        this.broker = broker;
        this.folder = folder;
        this.records = records;
    }

    /** @param args {@code costs [IDS ...]} (1000000 10000000) or {@code restore [IDS]} (5000000) */
    public static void main(String[] args) throws Exception {
        boolean restore = args.length > 0 && args[0].equals("restore");
        int[] given = Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
        int[] ids = given.length > 0 ? given : restore ? new int[] {5_000_000} : new int[] {1_000_000, 10_000_000};
        int most = Arrays.stream(ids).max().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%s, %s, %d processors, load %.1f%n",
                System.getProperty("java.vm.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                PROCESS.getSystemLoadAverage());
        Path folder = Files.createTempDirectory("firn-dedup-costs");
        try (BrokerProcess broker = BrokerProcess.start()) {
            DeduplicationCosts costs = new DeduplicationCosts(broker, folder, most + MEASURED);
            costs.fill();
            if (restore) {
                costs.restore(most);
            } else {
                costs.measure("pass-through", 300_000, null);
                double base = costs.measure("pass-through", 500_000, null);
                for (int one : ids) {
                    costs.compare(one, base);
                }
                costs.measure("pass-through again", 500_000, null);
            }
        } finally {
            delete(folder);
        }
    }

    private void compare(int ids, double base) throws Exception {
        double with = measure("dedup, " + ids + " ids", ids, STEP);
        System.out.printf(Locale.ROOT, "dedup at %,d live ids adds %.1f us of CPU an event%n", ids, with - base);
    }

    /** Runs up to the live ids, then measures; the median of the slices. */
    private double measure(String name, int ids, @Nullable Deduplication step) throws Exception {
        Counts<Fate> counts = new Counts<>(Fate.class);
        String application = "costs-" + UUID.randomUUID();
        processed.reset();
        double[] micros = new double[SLICES];
        try (KafkaStreams streams = streams(application, step == null ? null : step.withListener(counts::add), ids)) {
            streams.start();
            await(streams, ids);
            for (int i = 0; i < SLICES; i++) {
                long from = processed.sum();
                long cpu = PROCESS.getProcessCpuTime();
                await(streams, ids + (double) (i + 1) * SLICE);
                micros[i] = (PROCESS.getProcessCpuTime() - cpu) / 1e3 / (processed.sum() - from);
            }
            Arrays.sort(micros);
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %5.1f us CPU/event, median of %d slices of %,d (%.1f to %.1f)%s%n",
                    name,
                    micros[SLICES / 2],
                    SLICES,
                    SLICE,
                    micros[0],
                    micros[SLICES - 1],
                    step == null ? "" : sizes(application, counts));
            close(streams);
        }
        delete(folder.resolve(application));
        return micros[SLICES / 2];
    }

    private String sizes(String application, Counts<Fate> counts) throws Exception {
        double ids = counts.of(Fate.PASSED);
        return String.format(
                Locale.ROOT,
                "; %s; %.0f B on disk, %.0f B in the changelog an id; memory of the process %d MB",
                counts.sums(),
                size(folder.resolve(application)) / ids,
                topicBytes(application + "-firn-dedup-changelog") / ids,
                residentMegabytes());
    }

    private void restore(int ids) throws Exception {
        String application = "restore";
        processed.reset();
        Counts<Fate> counts = new Counts<>(Fate.class);
        try (KafkaStreams streams = streams(application, STEP.withListener(counts::add), ids)) {
            streams.start();
            await(streams, ids);
            close(streams);
        }
        double entries = counts.of(Fate.PASSED);
        for (int round = 0; round < 3; round++) {
            delete(folder.resolve(application));
            try (KafkaStreams streams = streams(application, STEP, ids)) {
                long cpu = PROCESS.getProcessCpuTime();
                long start = System.nanoTime();
                streams.start();
                while (streams.state() != KafkaStreams.State.RUNNING) {
                    Thread.sleep(10);
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "restore of %,.0f ids: %.1f s, %,.0f ids/s, %.1f us CPU/id, memory of the process %d MB%n",
                        entries,
                        seconds,
                        entries / seconds,
                        (PROCESS.getProcessCpuTime() - cpu) / 1e3 / entries,
                        residentMegabytes());
                close(streams);
            }
        }
    }

    private KafkaStreams streams(String application, @Nullable Deduplication step, int ids) {
        Properties settings = new Properties();
        settings.putAll(StateSettings.streamsDefaults(256L << 20));
        settings.setProperty("application.id", application);
        settings.setProperty("bootstrap.servers", broker.servers());
        settings.setProperty("processing.guarantee", "exactly_once_v2");
        settings.setProperty("commit.interval.ms", "500");
        settings.setProperty("num.stream.threads", "2");
        settings.setProperty("state.dir", folder.resolve(application).toString());
        settings.setProperty("producer.batch.size", "131072");
        settings.setProperty("producer.compression.type", "lz4");
        settings.setProperty("producer.linger.ms", "50");
        settings.setProperty("producer.transaction.timeout.ms", "60000");
        settings.setProperty("consumer.auto.offset.reset", "earliest");
        return new KafkaStreams(topology(step, ids), settings);
    }

    private Topology topology(@Nullable Deduplication step, int ids) {
        long middle = bucketStart();
        long spread = WINDOW.toMillis() * 6 / 7;
        int each = (ids + MEASURED) / PARTITIONS;
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], Item> items = builder.stream(
                "items",
                Consumed.with(Serdes.ByteArray(), new ItemSerde())
                        .withName("firn-items")
                        .withTimestampExtractor((record, before) -> {
                            processed.increment();
                            return middle - spread / 2 + spread * record.offset() / each;
                        }));
        (step == null ? items : step.addTo(builder, items, (ended, stage, kinds) -> {}))
                .to(
                        "events",
                        Produced.<byte[], Item>as("firn-events")
                                .withKeySerde(Serdes.ByteArray())
                                .withValueSerde(new ItemSerde()));
        return builder.build();
    }

    /** A time at which the memory begins a new bucket: those are as long as window, lateness and a 256th of the window. */
    private static long bucketStart() {
        long bucket =
                STEP.window().plus(STEP.lateness()).toMillis() + STEP.window().toMillis() / 256;
        return System.currentTimeMillis() / bucket * bucket;
    }

    private void fill() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
            admin.createTopics(Stream.of("items", "events")
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1)
                                    .configs(Map.of("retention.bytes", name.equals("events") ? "100000000" : "-1")))
                            .toList())
                    .all()
                    .get();
        }
        SplittableRandom random = new SplittableRandom(7);
        byte[][] recent = new byte[PARTITIONS][];
        ItemSerde serde = new ItemSerde();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.servers(),
                "batch.size",
                131072,
                "linger.ms",
                20,
                "compression.type",
                "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                int partition = i % PARTITIONS;
                byte[] value = recent[partition];
                if (value == null || i / PARTITIONS % 100 != 99) {
                    value = serde.serializer().serialize("items", item(random, partition, i / PARTITIONS));
                    recent[partition] = value;
                }
                producer.send(new ProducerRecord<>("items", partition, null, value));
            }
        }
        System.out.printf(Locale.ROOT, "%,d events written%n", records);
    }

    private static Item item(SplittableRandom random, int partition, int offset) {
        EnrichedEvent event = EnrichedEvent.builder()
                .set(AtomicField.EVENT_ID, new UUID(random.nextLong(), random.nextLong()).toString())
                .set(AtomicField.EVENT_FINGERPRINT, hex(random.nextLong()) + hex(random.nextLong()))
                .build();
        return new Item.Event(StreamId.GOOD, new Origin("snowplow-good", partition, offset, 0), event);
    }

    private static String hex(long bits) {
        byte[] digits = new byte[16];
        for (int i = 0; i < 16; i++) {
            digits[i] = (byte) Character.forDigit((int) (bits >>> 4 * i & 0xF), 16);
        }
        return new String(digits, US_ASCII);
    }

    private void await(KafkaStreams streams, double records) throws InterruptedException {
        while (processed.sum() < records) {
            if (!streams.state().isRunningOrRebalancing()) {
                throw new IllegalStateException("the application ended: " + streams.state());
            }
            Thread.sleep(5);
        }
    }

    private static void close(KafkaStreams streams) {
        streams.close(CloseOptions.timeout(Duration.ofSeconds(60))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    private double topicBytes(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
            int node = admin.describeCluster().nodes().get().iterator().next().id();
            return admin.describeLogDirs(List.of(node)).allDescriptions().get().values().stream()
                    .flatMap(dirs -> dirs.values().stream())
                    .flatMap(dir -> dir.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(topic))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }

    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        }
    }

    private static double size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
