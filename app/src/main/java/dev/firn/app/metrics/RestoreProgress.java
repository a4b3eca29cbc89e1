package dev.firn.app.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;

/**
 * How far the stores of this instance are filled from their changelogs: those of its own tasks, which work only when they
 * are full, and standbys, which follow for as long as they exist. Thread-safe; told by the threads of Kafka Streams, which
 * must not wait.
 */
public final class RestoreProgress implements StateRestoreListener, StandbyUpdateListener {

    /** One changelog partition that is read: where it ends, and how far it has been read. */
    private record Changelog(long end, long reached) {

        long remaining() {
            return Math.max(0, end - reached);
        }
    }

    private final InstantSource clock;
    private final Map<TopicPartition, Changelog> restoring = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Changelog> standbys = new ConcurrentHashMap<>();
    private final AtomicLong restored = new AtomicLong();
    private volatile Instant lastMove;

    /** Nothing under way yet. */
    public RestoreProgress(InstantSource clock) {
        this.clock = clock;
        this.lastMove = clock.instant();
    }

    /** Records that the tasks of this instance must still read before they work; 0 when none is restored. */
    public long remainingRecords() {
        return restoring.values().stream().mapToLong(Changelog::remaining).sum();
    }

    /** Records that one changelog partition must still read; 0 when it is not restored. */
    public long remainingRecords(TopicPartition changelog) {
        Changelog state = restoring.get(changelog);
        return state == null ? 0 : state.remaining();
    }

    /** Records that standbys were behind when they last read; 0 without standbys. */
    public long standbyLagRecords() {
        return standbys.values().stream().mapToLong(Changelog::remaining).sum();
    }

    /** Whether any task of this instance waits for its state. */
    public boolean isRestoring() {
        return !restoring.isEmpty();
    }

    /** Stores, one for each task, that are being filled. */
    public int restoringStores() {
        return restoring.size();
    }

    /** Records read so far, by tasks and not by standbys. */
    public long restoredRecords() {
        return restored.get();
    }

    /** How long ago something moved; zero while nothing is restored. */
    public Duration sinceLastMove() {
        return isRestoring() ? Duration.between(lastMove, clock.instant()) : Duration.ZERO;
    }

    private void moved() {
        lastMove = clock.instant();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        restoring.put(partition, new Changelog(end, start));
        moved();
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long lastOffset, long records) {
        // The last offset has been read, so the next one is where it stands.
        restoring.computeIfPresent(partition, (key, state) -> new Changelog(state.end(), lastOffset + 1));
        restored.addAndGet(records);
        moved();
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        restoring.remove(partition);
        moved();
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        restoring.remove(partition);
        moved();
    }

    @Override
    public void onUpdateStart(TopicPartition partition, String store, long start) {
        standbys.put(partition, new Changelog(start, start));
    }

    @Override
    public void onBatchLoaded(
            TopicPartition partition, String store, TaskId task, long lastOffset, long records, long end) {
        standbys.put(partition, new Changelog(end, lastOffset + 1));
    }

    @Override
    public void onUpdateSuspended(
            TopicPartition partition, String store, long storeOffset, long end, SuspendReason reason) {
        standbys.remove(partition);
    }
}
