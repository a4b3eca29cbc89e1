package dev.firn.benchmarks;

import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TrackerCapture;
import dev.firn.topology.EnrichTopology;
import dev.firn.topology.output.Output;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * What the topology costs on a real broker under exactly-once, against a topology that only passes records on: both over
 * the same prepared topic, in turn, in one process. Figures are CPU time of the client's threads (stream, network) by
 * record and, for the enriching one, by event; and records a second by the wall clock, the broker taking its share of the
 * same cores.
 */
public final class TopologyThroughput {

    private static final int PARTITIONS = 4;
    private static final int EVENTS_IN_CAPTURE = 470;

    private TopologyThroughput() {}

    /** @param args records to process in each round (default 60000) */
    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 60_000;
        List<byte[]> capture = TrackerCapture.records();
        try (InProcessBroker broker = InProcessBroker.start()) {
            broker.createTopic("raw", PARTITIONS);
            broker.createTopic("good", PARTITIONS);
            broker.createTopic("bad", PARTITIONS);
            fill(broker.bootstrapServers(), capture, records);
            double eventsPerRecord = (double) EVENTS_IN_CAPTURE / capture.size();
            System.out.printf(
                    Locale.ROOT, "%d records, %.2f events each, %d partitions%n", records, eventsPerRecord, PARTITIONS);
            for (int round = 0; round < 3; round++) {
                for (int threads : new int[] {1, 2}) {
                    run(broker, "pass-through", passThrough(), threads, records, 1, round);
                    run(broker, "enrich", enrich(), threads, records, eventsPerRecord, round);
                }
            }
        }
    }

    private static Topology passThrough() {
        Topology topology = new Topology();
        topology.addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "raw");
        topology.addSink("out", "good", new ByteArraySerializer(), new ByteArraySerializer(), "in");
        return topology;
    }

    private static Topology enrich() {
        return EnrichTopology.builder(Pipelines.FIVE.build())
                .input("raw")
                .good(Output.to("good"))
                .bad(Output.to("bad"))
                .build();
    }

    private static void run(
            InProcessBroker broker,
            String name,
            Topology topology,
            int threads,
            int records,
            double eventsPerRecord,
            int round)
            throws InterruptedException {
        Properties settings = new Properties();
        settings.setProperty("application.id", name + "-" + threads + "-" + round);
        settings.setProperty("bootstrap.servers", broker.bootstrapServers());
        settings.setProperty("processing.guarantee", "exactly_once_v2");
        settings.setProperty("commit.interval.ms", "500");
        settings.setProperty("num.stream.threads", Integer.toString(threads));
        settings.setProperty("producer.batch.size", "131072");
        settings.setProperty("producer.compression.type", "lz4");
        settings.setProperty("producer.linger.ms", "50");
        settings.setProperty("consumer.auto.offset.reset", "earliest");
        try (KafkaStreams streams = new KafkaStreams(topology, settings)) {
            streams.start();
            while (consumed(streams) == 0) {
                Thread.sleep(5);
            }
            double from = consumed(streams);
            long cpu = clientCpu();
            long start = System.nanoTime();
            while (consumed(streams) < records) {
                Thread.sleep(10);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double done = records - from;
            double micros = (clientCpu() - cpu) / 1e3 / done;
            System.out.printf(
                    Locale.ROOT,
                    "round %d  %-12s %d thread(s)  %,9.0f records/s  %,9.0f events/s  %6.1f us CPU/record  %6.1f us CPU/event%n",
                    round,
                    name,
                    threads,
                    done / seconds,
                    done / seconds * eventsPerRecord,
                    micros,
                    micros / eventsPerRecord);
            streams.close(CloseOptions.timeout(Duration.ofSeconds(30))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private static double consumed(KafkaStreams streams) {
        double total = 0;
        for (Metric metric : streams.metrics().values()) {
            if (metric.metricName().name().equals("process-total")
                    && metric.metricName().group().equals("stream-thread-metrics")
                    && metric.metricValue() instanceof Double value) {
                total += value;
            }
        }
        return total;
    }

    /** CPU nanoseconds of stream threads and of their clients' network threads. */
    private static long clientCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long total = 0;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null
                    && (info.getThreadName().contains("StreamThread")
                            || info.getThreadName().startsWith("kafka-producer-network-thread"))) {
                total += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
            }
        }
        return total;
    }

    private static void fill(String servers, List<byte[]> capture, int records) {
        Properties settings = new Properties();
        settings.setProperty("bootstrap.servers", servers);
        settings.setProperty("batch.size", "131072");
        settings.setProperty("compression.type", "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(
                        new ProducerRecord<>("raw", i % PARTITIONS, null, capture.get(i % capture.size())), (ok, e) -> {
                            if (e != null) {
                                throw new IllegalStateException(e);
                            }
                        });
            }
        }
    }
}
