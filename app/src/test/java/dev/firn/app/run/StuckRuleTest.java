package dev.firn.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Who counts as stuck, from one look to the next. */
class StuckRuleTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<TopicPartition> ONE = Set.of(new TopicPartition("raw", 0));
    private static final Set<TopicPartition> OTHER = Set.of(new TopicPartition("raw", 1));

    private final StuckRule rule = new StuckRule(PATIENCE);
    private Instant now = Instant.EPOCH;

    private List<String> after(int minutes, ThreadSample... samples) {
        now = now.plus(Duration.ofMinutes(minutes));
        return rule.judge(List.of(samples), now);
    }

    private static ThreadSample thread(String name, long committed, long lag, double polls) {
        return new ThreadSample(name, ONE, committed, lag, polls);
    }

    @Test
    void blamesAThreadThatDoesNotTurnWhileRecordsWait() {
        assertThat(after(0, thread("a", 5, 1, 100))).isEmpty();
        assertThat(after(2, thread("a", 5, 1, 100))).isEmpty();
        assertThat(after(1, thread("a", 5, 1, 100))).containsExactly("a does not move: 1 records wait");
        assertThat(after(1, thread("a", 5, 1, 101))).isEmpty();
    }

    @Test
    void doesNotBlameAThreadThatHasNothingToDo() {
        assertThat(after(0, thread("a", 5, 0, 100))).isEmpty();
        assertThat(after(60, thread("a", 5, 0, 100))).isEmpty();
    }

    @Test
    void blamesAThreadThatTurnsAndCommitsNothingWhileEverMoreWaits() {
        assertThat(after(0, thread("a", 5, 10, 100))).isEmpty();
        assertThat(after(2, thread("a", 5, 20, 200))).isEmpty();
        assertThat(after(1, thread("a", 5, 30, 300)))
                .containsExactly("a commits nothing: 30 records wait, and more and more");
    }

    @Test
    void doesNotBlameAThreadThatCommitsHoweverSlowly() {
        for (int minute = 0; minute < 20; minute++) {
            assertThat(after(1, thread("a", minute, 10 + 5 * minute, minute))).isEmpty();
        }
    }

    @Test
    void doesNotBlameAThreadThatTurnsOverTheMarkerOfATransaction() {
        for (int minute = 0; minute < 20; minute++) {
            assertThat(after(1, thread("a", 5, 1, minute))).isEmpty();
        }
    }

    @Test
    void beginsAnewWithOtherPartitions() {
        assertThat(after(0, thread("a", 5, 10, 1))).isEmpty();
        assertThat(after(2, new ThreadSample("a", OTHER, 5, 20, 2))).isEmpty();
        assertThat(after(1, new ThreadSample("a", OTHER, 5, 30, 3))).isEmpty();
    }

    @Test
    void beginsAnewAfterATimeThatNothingCanBeSaidOf() {
        assertThat(after(0, thread("a", 5, 10, 100))).isEmpty();
        rule.forget();
        assertThat(after(3, thread("a", 5, 10, 100))).isEmpty();
        assertThat(after(3, thread("a", 5, 10, 100))).hasSize(1);
    }

    @Test
    void judgesEachThreadByItself() {
        assertThat(after(0, thread("a", 5, 10, 100), thread("b", 5, 10, 100))).isEmpty();
        assertThat(after(3, thread("a", 5, 10, 100), thread("b", 9, 10, 200)))
                .containsExactly("a does not move: 10 records wait");
        assertThat(after(3, thread("b", 12, 10, 300))).isEmpty();
        assertThat(after(0, thread("a", 5, 10, 100), thread("b", 12, 10, 300))).isEmpty();
    }

    @Test
    void remembersThatRecordsWaitedThoughOthersTakeThem() {
        assertThat(after(0, thread("a", 5, 10, 100))).isEmpty();
        assertThat(after(3, thread("a", 15, 0, 100))).containsExactly("a does not move: 0 records wait");
    }
}
