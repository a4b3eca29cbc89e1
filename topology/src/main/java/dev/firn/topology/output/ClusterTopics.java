package dev.firn.topology.output;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Topics of a cluster, made where that is wanted.
 *
 * <p>A topic is good when it is there, takes records of the wanted size, and may be written to; that is asked once for each.
 * What is not good is asked about again after half a minute. For names that nobody may make, the list of all topics decides,
 * which is also asked for twice a minute at most: names that data makes up cost the brokers nothing.
 *
 * <p>Waits for brokers, but only for {@link #PATIENCE}; when they do not answer, nothing new is good for half a minute. A
 * topic that is removed later is not noticed, as it is not for any other producer. Thread-safe.
 */
public final class ClusterTopics implements Topics, AutoCloseable {

    /** What a record of the largest value still needs beside it: frame, key, headers. */
    public static final int FRAME_BYTES = 40 * 1024;

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int MOST_REFUSALS = 1000;
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final int LOOK_AGAIN_MILLIS = 50;

    private final Admin admin;
    private final int maxRecordBytes;
    private final Consumer<String> log;
    private final LongSupplier nanoTime;

    private final Set<String> good = ConcurrentHashMap.newKeySet();

    // Below, what is looked at and changed by one thread at a time.
    private final Map<String, Long> refusedAt = new HashMap<>();
    private Set<String> names = Set.of();
    private @Nullable Long namesAt;
    private @Nullable Long silentAt;
    private boolean told;

    ClusterTopics(Admin admin, int maxRecordBytes, Consumer<String> log, LongSupplier nanoTime) {
        this.admin = requireNonNull(admin, "admin");
        this.maxRecordBytes = maxRecordBytes;
        this.log = requireNonNull(log, "log");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    /**
     * Connects when it is first asked.
     *
     * @param clients settings of an admin client
     * @param maxRecordBytes largest value that is written; topics that do not take it are not good
     * @param log takes a line for operators about each topic that was made or is not good; bounded
     */
    public static ClusterTopics of(Map<String, Object> clients, int maxRecordBytes, Consumer<String> log) {
        return new ClusterTopics(Admin.create(clients), maxRecordBytes, log, System::nanoTime);
    }

    @Override
    public boolean has(String topic, @Nullable NewTopics unknown, Predicate<String> family) {
        return good.contains(topic) || look(topic, unknown, family);
    }

    private synchronized boolean look(String topic, @Nullable NewTopics unknown, Predicate<String> family) {
        if (good.contains(topic)) {
            return true;
        }
        if (isRecent(silentAt) || isRecent(refusedAt.get(topic))) {
            return false;
        }
        try {
            if (!names.contains(topic) && !isRecent(namesAt)) {
                refresh();
            }
            String problem = names.contains(topic) ? null : unmakeable(unknown, family);
            if (problem != null) {
                tellOnce(topic, problem);
                return false;
            }
            return check(topic, unknown);
        } catch (ExecutionException e) {
            silence("brokers: " + reason(e));
        } catch (TimeoutException e) {
            silence("brokers did not answer within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
        return false;
    }

    private boolean isRecent(@Nullable Long at) {
        return at != null && nanoTime.getAsLong() - at < PAUSE.toNanos();
    }

    private void refresh() throws InterruptedException, TimeoutException, ExecutionException {
        names = new HashSet<>(answer(admin.listTopics().names()));
        namesAt = nanoTime.getAsLong();
        refusedAt.values().removeIf(at -> !isRecent(at));
        told = false;
    }

    /** Why a topic that is not there is not made; null when it may be. Asks nobody. */
    private @Nullable String unmakeable(@Nullable NewTopics unknown, Predicate<String> family) {
        if (unknown == null) {
            return "is not there";
        }
        if (refusedAt.size() >= MOST_REFUSALS) {
            return "is not made, too many others were refused just now";
        }
        return names.stream().filter(family).count() >= unknown.limit()
                ? "is not made, there are " + unknown.limit() + " of its kind"
                : null;
    }

    /** Names come from data; one line for each list of topics will do. */
    private void tellOnce(String topic, String problem) {
        if (!told) {
            told = true;
            log.accept("topic " + topic + ": " + problem);
        }
    }

    private void silence(String problem) {
        silentAt = nanoTime.getAsLong();
        log.accept(problem + "; no new topics for " + PAUSE.toSeconds() + " s");
    }

    private boolean check(String topic, @Nullable NewTopics unknown) throws InterruptedException, TimeoutException {
        String problem;
        try {
            boolean fresh = false;
            if (unknown != null && !names.contains(topic)) {
                make(unknown, topic);
                fresh = true;
            }
            problem = unwritable(topic, fresh);
        } catch (ExecutionException e) {
            problem = reason(e);
        }
        if (problem == null) {
            good.add(topic);
        } else {
            refusedAt.put(topic, nanoTime.getAsLong());
            log.accept("topic " + topic + ": " + problem);
        }
        return problem == null;
    }

    private void make(NewTopics unknown, String topic)
            throws InterruptedException, TimeoutException, ExecutionException {
        try {
            answer(admin.createTopics(List.of(unknown.named(topic))).all());
            log.accept("topic " + topic + ": made");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        names.add(topic);
    }

    private @Nullable String unwritable(String topic, boolean fresh)
            throws InterruptedException, TimeoutException, ExecutionException {
        TopicDescription description = describe(topic, fresh);
        Set<AclOperation> allowed = description.authorizedOperations();
        if (allowed != null && !allowed.contains(AclOperation.WRITE) && !allowed.contains(AclOperation.ALL)) {
            return "may not be written to";
        }
        Integer limit = limit(topic);
        return limit != null && limit < maxRecordBytes + FRAME_BYTES
                ? TopicConfig.MAX_MESSAGE_BYTES_CONFIG + " = " + limit + ", expected at least "
                        + (maxRecordBytes + FRAME_BYTES)
                : null;
    }

    /** A topic that was just made takes a moment to be known by all brokers. */
    private TopicDescription describe(String topic, boolean fresh)
            throws InterruptedException, TimeoutException, ExecutionException {
        long start = nanoTime.getAsLong();
        while (true) {
            try {
                DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
                return requireNonNull(
                        answer(admin.describeTopics(List.of(topic), options).allTopicNames())
                                .get(topic));
            } catch (ExecutionException e) {
                boolean mayAppear = fresh && e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!mayAppear || nanoTime.getAsLong() - start > PATIENCE.toNanos()) {
                    throw e;
                }
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
    }

    /** Null when the brokers do not tell us. */
    private @Nullable Integer limit(String topic) throws InterruptedException, TimeoutException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config =
                    answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
            ConfigEntry entry = config == null ? null : config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return entry == null ? null : Integer.valueOf(entry.value());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return null;
            }
            throw e;
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf((cause == null ? e : cause).getMessage());
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, TimeoutException, ExecutionException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw (TimeoutException) new TimeoutException(e.getCause().getMessage()).initCause(e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        admin.close(GOODBYE);
    }
}
