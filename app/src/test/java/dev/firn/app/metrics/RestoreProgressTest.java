package dev.firn.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {

    private static final TopicPartition ONE = new TopicPartition("firn-dedup-changelog", 1);
    private static final TopicPartition TWO = new TopicPartition("firn-dedup-changelog", 2);

    private Instant now = Instant.EPOCH;
    private final RestoreProgress progress = new RestoreProgress(() -> now);

    @Test
    void knowsWhatRemainsUntilAllIsRead() {
        // given
        progress.onRestoreStart(ONE, "dedup", 100, 1100);
        progress.onRestoreStart(TWO, "dedup", 0, 50);
        assertThat(progress.remainingRecords()).isEqualTo(1050);

        // when
        progress.onBatchRestored(ONE, "dedup", 599, 480);
        progress.onRestoreEnd(TWO, "dedup", 50);

        // then
        assertThat(progress.remainingRecords()).isEqualTo(500);
        assertThat(progress.remainingRecords(ONE)).isEqualTo(500);
        assertThat(progress.remainingRecords(TWO)).isZero();
        assertThat(progress.restoredRecords()).isEqualTo(480);
        assertThat(progress.restoringStores()).isEqualTo(1);
        progress.onRestoreSuspended(ONE, "dedup", 480);
        assertThat(progress.isRestoring()).isFalse();
    }

    @Test
    void saysHowLongNothingHasMovedButOnlyWhileSomethingShould() {
        now = now.plusSeconds(100);
        assertThat(progress.sinceLastMove()).isZero();
        progress.onRestoreStart(ONE, "dedup", 0, 10);
        now = now.plusSeconds(7);
        assertThat(progress.sinceLastMove()).isEqualTo(Duration.ofSeconds(7));
        progress.onBatchRestored(ONE, "dedup", 4, 5);
        assertThat(progress.sinceLastMove()).isZero();
    }

    @Test
    void followsStandbysApartFromTasks() {
        progress.onUpdateStart(ONE, "dedup", 0);
        progress.onBatchLoaded(ONE, "dedup", new TaskId(0, 1), 89, 90, 100);
        assertThat(progress.standbyLagRecords()).isEqualTo(10);
        assertThat(progress.isRestoring()).isFalse();
        progress.onUpdateSuspended(ONE, "dedup", 90, 100, SuspendReason.PROMOTED);
        assertThat(progress.standbyLagRecords()).isZero();
    }
}
