package dev.firn.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers of running streams. What lies in memory is read for each page. What means asking RocksDB, brokers or the
 * file system is read every {@link #PERIOD} by another thread, so that no page waits for them. Thread-safe.
 */
final class StreamsWatch implements MultiCollector {

    static final Duration PERIOD = Duration.ofSeconds(15);
    /** How often {@link #look} is to be called. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(StreamsWatch.class);

    /** What was last read by {@link #look}. */
    private record Sample(List<MetricSnapshot> rocksDb, Map<TopicPartition, Long> lag, Threads threads, Disk disk) {}

    /** Stream threads, and what they have to do. */
    record Threads(int alive, int idle, int active, int standby) {

        static final Threads NONE = new Threads(0, 0, 0, 0);

        static Threads of(Set<ThreadMetadata> all) {
            int idle = 0;
            int active = 0;
            int standby = 0;
            for (ThreadMetadata thread : all) {
                active += thread.activeTasks().size();
                standby += thread.standbyTasks().size();
                if (thread.activeTasks().isEmpty() && thread.standbyTasks().isEmpty()) {
                    idle++;
                }
            }
            return new Threads(all.size(), idle, active, standby);
        }
    }

    /** The volume that state lies on; negative where it is not known. */
    private record Disk(long total, long free) {

        static final Disk UNKNOWN = new Disk(-1, -1);
    }

    private final Labels common;
    private final KafkaReading clients;
    private final KafkaReading rocksDb;
    private final GroupLag group;
    private final MeteredClients supplier;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable Path folder;
    private volatile Sample sample = new Sample(List.of(), Map.of(), Threads.NONE, Disk.UNKNOWN);
    private State sampledIn = State.CREATED;
    private int looksSinceSample;
    private boolean lagRefused;
    private int toldIdle;
    private int lastIdle;

    StreamsWatch(Labels common, String application, MeteredClients supplier) {
        this.common = common;
        this.clients = new KafkaReading(KafkaTable.ROWS, common);
        this.rocksDb = new KafkaReading(RocksDbTable.ROWS, common);
        this.group = new GroupLag(application);
        this.supplier = supplier;
    }

    void watch(KafkaStreams running) {
        streams = running;
    }

    void watch(Path stateFolder) {
        folder = stateFolder;
    }

    /** Records to be read and committed, by partition that this instance has; empty when it is not known. */
    Map<TopicPartition, Long> lag() {
        return sample.lag();
    }

    @Override
    public MetricSnapshots collect() {
        KafkaStreams running = streams;
        List<MetricSnapshot> all = new ArrayList<>();
        State state = running == null ? State.CREATED : running.state();
        all.add(gauge("firn_up", "1 while events are processed, or tasks move; else 0.")
                .with(state == State.RUNNING || state == State.REBALANCING ? 1 : 0)
                .done());
        Gauges states = gauge("firn_stream_state", "1 for the state that the streams are in.");
        for (State each : State.values()) {
            states.with(each == state ? 1 : 0, "state", each.name());
        }
        all.add(states.done());
        addSample(all);
        if (running != null) {
            all.addAll(clients.read(running.metrics()));
        }
        return new MetricSnapshots(all);
    }

    private void addSample(List<MetricSnapshot> all) {
        Sample last = sample;
        all.addAll(last.rocksDb());
        if (!last.lag().isEmpty()) {
            Gauges lag = gauge(
                    "firn_consumer_lag_records",
                    "Records that can be read and are not yet committed, of partitions that this instance has.");
            last.lag().entrySet().stream()
                    .limit(KafkaReading.MOST_SERIES)
                    .forEach(entry -> lag.with(
                            entry.getValue(),
                            "partition",
                            Integer.toString(entry.getKey().partition()),
                            "topic",
                            entry.getKey().topic()));
            all.add(lag.done());
        }
        Threads threads = last.threads();
        all.add(gauge("firn_threads", "Stream threads that are alive.")
                .with(threads.alive())
                .done());
        all.add(gauge("firn_idle_threads", "Stream threads without a task: more than there are partitions.")
                .with(threads.idle())
                .done());
        all.add(gauge("firn_tasks", "Tasks of this instance; standby ones only keep copies of stores.")
                .with(threads.active(), "kind", "active")
                .with(threads.standby(), "kind", "standby")
                .done());
        if (last.disk().total() >= 0) {
            all.add(gauge("firn_state_disk_bytes", "Size of the volume that state lies on.")
                    .with((double) last.disk().total())
                    .done());
            all.add(gauge("firn_state_disk_free_bytes", "What is free on the volume that state lies on.")
                    .with((double) last.disk().free())
                    .done());
        }
    }

    private Gauges gauge(String name, String help) {
        return new Gauges(name, help, common);
    }

    /** Reads what takes time, when it is due: each period, and as soon as the streams run. Of one thread. */
    void look() {
        KafkaStreams running = streams;
        if (running == null) {
            return;
        }
        State state = running.state();
        boolean changed = state == State.RUNNING && sampledIn != State.RUNNING;
        if (changed || ++looksSinceSample >= PERIOD.toSeconds() / LOOK.toSeconds()) {
            looksSinceSample = 0;
            sampledIn = state;
            sample(running, state);
        }
    }

    /** Throws nothing: what cannot be had is left out of the next pages. */
    private void sample(KafkaStreams running, State state) {
        boolean working = state == State.RUNNING || state == State.REBALANCING;
        Set<ThreadMetadata> metadata = working ? running.metadataForLocalThreads() : Set.of();
        Threads threads = Threads.of(metadata);
        sample = new Sample(
                working ? rocksDb.read(running.metrics()) : List.of(),
                working ? readLag(metadata) : Map.of(),
                threads,
                readDisk());
        if (state == State.RUNNING) {
            tellIdle(threads);
        }
    }

    private Map<TopicPartition, Long> readLag(Set<ThreadMetadata> threads) {
        Admin admin = supplier.admin();
        if (admin == null) {
            return Map.of();
        }
        Set<TopicPartition> partitions = new HashSet<>();
        threads.forEach(thread -> thread.activeTasks().forEach(task -> partitions.addAll(task.topicPartitions())));
        try {
            Map<TopicPartition, Long> lag = group.of(admin, partitions);
            lagRefused = false;
            return lag;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (!lagRefused) {
                LOG.warn("the lag of this instance's partitions cannot be asked for: {}", cause(e));
            }
            lagRefused = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    /** When threads had nothing to do twice in a row, and so not because of a rebalance. */
    private void tellIdle(Threads threads) {
        int idle = Math.min(threads.idle(), lastIdle);
        lastIdle = threads.idle();
        if (idle > 0 && idle != toldIdle) {
            LOG.warn(
                    "idle threads: {} of {} stream threads of this instance have no task, as the group has more threads than"
                            + " partitions; {}",
                    idle,
                    threads.alive(),
                    members());
        }
        toldIdle = idle;
    }

    private String members() {
        Admin admin = supplier.admin();
        try {
            return admin == null ? "" : group.members(admin);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return "the group's members cannot be asked for: " + cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String cause(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.toString();
    }

    private Disk readDisk() {
        Path place = folder;
        try {
            if (place != null && Files.exists(place)) {
                FileStore store = Files.getFileStore(place);
                return new Disk(store.getTotalSpace(), store.getUsableSpace());
            }
        } catch (IOException e) {
            // A number that cannot be had is left out.
        }
        return Disk.UNKNOWN;
    }
}
