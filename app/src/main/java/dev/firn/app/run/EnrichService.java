package dev.firn.app.run;

import dev.firn.app.http.Probe;
import dev.firn.app.metrics.AppMetrics;
import dev.firn.app.metrics.RestoreProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running streams: start, health, pause, clean end. Thread-safe. */
public final class EnrichService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnrichService.class);
    /** A rebalance shorter than this is no reason to take an instance out. */
    private static final Duration REBALANCE_GRACE = Duration.ofSeconds(60);
    /** A restore may take hours, but something must come in now and then. */
    private static final Duration RESTORE_PATIENCE = Duration.ofMinutes(10);
    /** A thread that is well commits once in each interval; a few missed ones may be brokers' business. */
    private static final int COMMITS_WITHIN_PATIENCE = 3;

    private final KafkaStreams streams;
    private final Lookout lookout;
    private final RestoreProgress restore;
    private final Duration closeTimeout;
    private final GroupMembershipOperation membership;
    private final long recoveryLag;
    private final InstantSource clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Instant lastRunning;
    private volatile boolean failed;
    private volatile boolean closing;
    private volatile boolean closedCleanly;

    /**
     * As configured; not started yet.
     *
     * @param metrics shows the numbers of the streams
     */
    public EnrichService(Prepared prepared, Topology topology, AppMetrics metrics, InstantSource clock) {
        this(
                topology,
                prepared.streams().properties(),
                prepared.config().health().unhealthyLatency(),
                prepared.config().shutdownTimeout(),
                prepared.streams().leavesGroupOnClose(),
                clock,
                metrics);
    }

    /**
     * Without numbers; not started yet.
     *
     * @param patience how long input may wait while a thread does nothing before the process counts as stuck
     * @param closeTimeout longest time that {@link #close} takes
     * @param leaveGroup whether others may take the work over at once; not for a static member, who is expected back
     */
    public EnrichService(
            Topology topology,
            Properties settings,
            Duration patience,
            Duration closeTimeout,
            boolean leaveGroup,
            InstantSource clock) {
        this(topology, settings, patience, closeTimeout, leaveGroup, clock, null);
    }

    private EnrichService(
            Topology topology,
            Properties settings,
            Duration patience,
            Duration closeTimeout,
            boolean leaveGroup,
            InstantSource clock,
            @Nullable AppMetrics metrics) {
        StreamsConfig known = new StreamsConfig(settings);
        this.closeTimeout = closeTimeout;
        this.membership = leaveGroup ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP;
        this.recoveryLag = known.getLong(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG);
        this.clock = clock;
        if (metrics == null) {
            streams = new KafkaStreams(topology, settings);
            streams.setUncaughtExceptionHandler(new ThreadPolicy(clock, () -> {}));
            restore = new RestoreProgress(clock);
            streams.setGlobalStateRestoreListener(restore);
        } else {
            streams = new KafkaStreams(topology, settings, metrics.clients());
            streams.setUncaughtExceptionHandler(new ThreadPolicy(clock, metrics::threadReplaced));
            restore = metrics.restore();
            metrics.watch(streams);
        }
        streams.setStateListener(this::changed);
        lookout = new Lookout(
                streams,
                Stores.byPart(topology.describe()),
                Prepared.clientSettings(settings),
                known.getString(StreamsConfig.APPLICATION_ID_CONFIG),
                patience(patience, known.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)),
                clock);
    }

    private static Duration patience(Duration configured, long commitIntervalMillis) {
        Duration commits = Duration.ofMillis(commitIntervalMillis * COMMITS_WITHIN_PATIENCE);
        return configured.compareTo(commits) < 0 ? commits : configured;
    }

    public void start() {
        streams.start();
        lookout.start();
    }

    private void changed(State now, State before) {
        LOG.info("state {} -> {}", before, now);
        if (now == State.RUNNING || before == State.RUNNING) {
            lastRunning = clock.instant();
        }
        if (now == State.ERROR) {
            failed = true;
        }
        if (now == State.NOT_RUNNING || now == State.ERROR) {
            ended.countDown();
        }
    }

    /** Waits until the streams have ended, by themselves or by {@link #close}. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Waits for the first assignment of work; false when it does not come in time. */
    public boolean awaitRunning(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (streams.state() != State.RUNNING) {
            if (System.nanoTime() > deadline || ended.await(20, TimeUnit.MILLISECONDS)) {
                return streams.state() == State.RUNNING;
            }
        }
        return true;
    }

    /** True when the streams ended because they could not go on. */
    public boolean hasFailed() {
        return failed;
    }

    /** True after a {@link #close} that finished in time. */
    public boolean closedCleanly() {
        return closedCleanly;
    }

    /** Kafka's word for what the streams do. */
    public String state() {
        return streams.state().name();
    }

    /** How threads and tasks stood when they were last looked at, some seconds ago. */
    public Standing standing() {
        return lookout.standing();
    }

    /** Takes no more records until {@link #resume}; membership and state are kept. */
    public void pause() {
        LOG.warn("paused by an operator");
        streams.pause();
    }

    public void resume() {
        LOG.warn("resumed by an operator");
        streams.resume();
    }

    public boolean isPaused() {
        return streams.isPaused();
    }

    /**
     * Down only for what a restart can mend: dead threads, threads that stand still, a restore that does not get on. Never
     * for silent brokers, for a rebalance, or for a restore that only takes long.
     */
    public Probe live() {
        State state = streams.state();
        if (state == State.ERROR || state == State.PENDING_ERROR || (state == State.NOT_RUNNING && !closing)) {
            return Probe.no("streams are " + state);
        }
        Standing standing = lookout.standing();
        if (state == State.RUNNING && standing.allThreadsAreDead()) {
            return Probe.no("all stream threads are dead");
        }
        if (!standing.stuck().isEmpty()) {
            return Probe.no("stuck: " + String.join("; ", standing.stuck()));
        }
        Instant answered = standing.brokersSince();
        if (state == State.REBALANCING
                && answered != null
                && Duration.between(answered, clock.instant()).compareTo(RESTORE_PATIENCE) > 0
                && restore.sinceLastMove().compareTo(RESTORE_PATIENCE) > 0) {
            return Probe.no("stuck: " + restore.remainingRecords() + " records to be restored, and none came for "
                    + restore.sinceLastMove().toMinutes() + " min");
        }
        return Probe.ok(state.toString());
    }

    /** Up while this instance does its work; a short rebalance does not count, unless much has to be restored. */
    public Probe ready() {
        State state = streams.state();
        if (closing) {
            return Probe.no("stopping");
        }
        if (streams.isPaused()) {
            return Probe.no("paused by an operator");
        }
        long toRestore = restore.remainingRecords();
        if (toRestore > recoveryLag) {
            return Probe.no("restoring: " + toRestore + " records to go");
        }
        Instant running = lastRunning;
        boolean graceful = state == State.REBALANCING
                && running != null
                && Duration.between(running, clock.instant()).compareTo(REBALANCE_GRACE) < 0;
        return state == State.RUNNING || graceful ? Probe.ok(state.toString()) : Probe.no("streams are " + state);
    }

    /** Finishes what is under way, commits, leaves the group. */
    @Override
    public void close() {
        closing = true;
        lookout.close();
        boolean clean = streams.close(CloseOptions.timeout(closeTimeout).withGroupMembershipOperation(membership));
        closedCleanly = clean;
        if (!clean) {
            LOG.warn("streams did not stop within {}; open transactions will be aborted by the brokers", closeTimeout);
        }
        ended.countDown();
    }
}
