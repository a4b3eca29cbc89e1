package dev.firn.app.run;

import dev.firn.app.http.Probe;
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
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running streams: start, health, clean end. Thread-safe. */
public final class EnrichService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnrichService.class);
    /** A rebalance shorter than this is no reason to take an instance out. */
    private static final Duration REBALANCE_GRACE = Duration.ofSeconds(60);

    private final KafkaStreams streams;
    private final Duration closeTimeout;
    private final GroupMembershipOperation membership;
    private final InstantSource clock;
    private final Progress progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Instant lastRunning;
    private volatile boolean failed;
    private volatile boolean closing;
    private volatile boolean closedCleanly;

    /**
     * @param patience how long input may wait while nothing is consumed before the process counts as stuck
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
        this.closeTimeout = closeTimeout;
        this.membership = leaveGroup ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP;
        this.clock = clock;
        this.progress = new Progress(clock, patience);
        streams = new KafkaStreams(topology, settings);
        streams.setUncaughtExceptionHandler(new ThreadPolicy(clock));
        streams.setStateListener(this::changed);
    }

    public void start() {
        streams.start();
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

    /** Down only for what a restart can mend: dead threads, or input that nobody takes. */
    public Probe live() {
        State state = streams.state();
        if (state == State.ERROR || state == State.PENDING_ERROR || (state == State.NOT_RUNNING && !closing)) {
            return Probe.no("streams are " + state);
        }
        if (state == State.RUNNING && progress.isStuck(streams.metrics())) {
            return Probe.no("stuck: input is waiting and nothing was consumed for a while");
        }
        return Probe.ok(state.toString());
    }

    /** Up while this instance does its work; a short rebalance does not count. */
    public Probe ready() {
        State state = streams.state();
        if (closing) {
            return Probe.no("stopping");
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
        boolean clean = streams.close(CloseOptions.timeout(closeTimeout).withGroupMembershipOperation(membership));
        closedCleanly = clean;
        if (!clean) {
            LOG.warn("streams did not stop within {}; open transactions will be aborted by the brokers", closeTimeout);
        }
        ended.countDown();
    }
}
