package dev.firn.app.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the streams now and then, on a thread of its own, so that probes and pages are answered at once, whatever
 * brokers do. It costs two requests to brokers each time, a third one with stores, and the stream threads nothing.
 * Thread-safe.
 */
final class Lookout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LOOKS_WITHIN_PATIENCE = 10;

    private final KafkaStreams streams;
    private final Map<Integer, Set<String>> stores;
    private final Properties clients;
    private final String group;
    private final StuckRule rule;
    private final Duration period;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::run, "firn-lookout");
    private volatile Standing standing;
    private volatile boolean closed;
    private boolean told;

    /**
     * @param stores names by part of the topology
     * @param clients settings of an admin client
     * @param patience how long a thread may stand still
     */
    Lookout(
            KafkaStreams streams,
            Map<Integer, Set<String>> stores,
            Properties clients,
            String group,
            Duration patience,
            InstantSource clock) {
        this.streams = streams;
        this.stores = stores;
        this.clients = clients;
        this.group = group;
        this.rule = new StuckRule(patience);
        Duration part = patience.dividedBy(LOOKS_WITHIN_PATIENCE);
        this.period = part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
        this.clock = clock;
        this.standing = Standing.nothingYet(clock.instant());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The last look. */
    Standing standing() {
        return standing;
    }

    private void run() {
        try (Offsets offsets = new Offsets(clients, group)) {
            while (!closed) {
                try {
                    look(offsets);
                } catch (RuntimeException e) {
                    // The next look may be luckier; without any, nobody would be found stuck.
                    LOG.warn("the streams could not be looked at", e);
                }
                Thread.sleep(period.toMillis());
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (KafkaException e) {
            LOG.warn("the streams cannot be watched: {}", e.getMessage());
        }
    }

    private void look(Offsets offsets) throws InterruptedException {
        Collection<ThreadMetadata> threads = threads();
        Offsets.Found found = ask(offsets, threads);
        Map<String, Map<Integer, LagInfo>> lags = found == null || stores.isEmpty() ? Map.of() : storeLags();
        Instant now = clock.instant();
        Instant before = standing.brokersSince();
        List<TaskState> tasks = new ArrayList<>();
        for (ThreadMetadata one : threads) {
            one.activeTasks().forEach(task -> tasks.add(state(task, true, one, found, lags)));
            one.standbyTasks().forEach(task -> tasks.add(state(task, false, one, found, lags)));
        }
        tasks.sort(Comparator.comparing(TaskState::task));
        standing = new Standing(
                now,
                found == null ? null : before == null ? now : before,
                threads.stream()
                        .map(one -> new Standing.Worker(one.threadName(), one.threadState()))
                        .sorted(Comparator.comparing(Standing.Worker::name))
                        .toList(),
                tasks,
                judge(threads, found, now));
    }

    private Collection<ThreadMetadata> threads() {
        try {
            return streams.metadataForLocalThreads();
        } catch (IllegalStateException | StreamsException e) {
            return List.of(); // Not started yet, or ended.
        }
    }

    private Offsets.@Nullable Found ask(Offsets offsets, Collection<ThreadMetadata> threads)
            throws InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        threads.forEach(one -> one.activeTasks().forEach(task -> partitions.addAll(task.topicPartitions())));
        try {
            Offsets.Found found = offsets.of(partitions);
            told = false;
            return found;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (!told) {
                LOG.warn("brokers do not say where partitions end: {}", reason(e));
                told = true;
            }
            return null;
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String kind = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
    }

    private Map<String, Map<Integer, LagInfo>> storeLags() {
        try {
            return streams.allLocalStorePartitionLags();
        } catch (IllegalStateException | StreamsException e) {
            return Map.of();
        }
    }

    private List<String> judge(Collection<ThreadMetadata> threads, Offsets.@Nullable Found found, Instant now) {
        if (found == null || streams.state() != KafkaStreams.State.RUNNING || streams.isPaused()) {
            rule.forget();
            return List.of();
        }
        Map<String, Double> polls = polls();
        List<ThreadSample> samples = new ArrayList<>();
        for (ThreadMetadata one : threads) {
            Set<TopicPartition> partitions = new HashSet<>();
            one.activeTasks().forEach(task -> partitions.addAll(task.topicPartitions()));
            samples.add(new ThreadSample(
                    one.threadName(),
                    partitions,
                    partitions.stream()
                            .mapToLong(partition -> found.committed().getOrDefault(partition, 0L))
                            .sum(),
                    partitions.stream().mapToLong(found::lag).sum(),
                    polls.getOrDefault(one.threadName(), 0.0)));
        }
        return rule.judge(samples, now);
    }

    private Map<String, Double> polls() {
        Map<String, Double> polls = new HashMap<>();
        streams.metrics().forEach((name, metric) -> {
            if (name.group().equals("stream-thread-metrics")
                    && name.name().equals("poll-total")
                    && metric.metricValue() instanceof Double value) {
                polls.put(name.tags().getOrDefault("thread-id", ""), value);
            }
        });
        return polls;
    }

    private TaskState state(
            TaskMetadata task,
            boolean active,
            ThreadMetadata owner,
            Offsets.@Nullable Found found,
            Map<String, Map<Integer, LagInfo>> lags) {
        Offsets.Found known = found == null ? Offsets.Found.NOTHING : found;
        List<TaskState.Input> inputs = task.topicPartitions().stream()
                .sorted(Comparator.comparing(TopicPartition::toString))
                .map(partition -> new TaskState.Input(
                        partition.topic(),
                        partition.partition(),
                        known.committed().get(partition),
                        known.ends().get(partition),
                        known.ends().containsKey(partition) ? known.lag(partition) : null))
                .toList();
        int partition = task.taskId().partition();
        List<TaskState.Store> kept = new ArrayList<>();
        for (String store : new TreeSet<>(stores.getOrDefault(task.taskId().subtopology(), Set.of()))) {
            LagInfo lag = lags.getOrDefault(store, Map.of()).get(partition);
            kept.add(
                    lag == null
                            ? new TaskState.Store(store, null, null, null)
                            : new TaskState.Store(
                                    store, lag.currentOffsetPosition(), lag.endOffsetPosition(), lag.offsetLag()));
        }
        return new TaskState(task.taskId().toString(), active, owner.threadName(), inputs, kept);
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
