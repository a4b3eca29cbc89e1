package dev.firn.topology.feature;

import static dev.firn.topology.feature.FeatureRun.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.topology.feature.FeatureListener.Fate;
import dev.firn.topology.flow.Counts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The feature that was valid when the event happened. */
class AsOfTest {

    private static final Duration HISTORY = Duration.ofMinutes(10);

    private final Counts<Fate> counts = new Counts<>(Fate.class);
    private final FeatureJoin join = join().asOf(HISTORY, Duration.ZERO).listener(counts::add);

    @Test
    void isFoundForEventsThatComeLate() {
        try (FeatureRun run = new FeatureRun(join)) {
            // given
            run.feature("ann", "{\"level\":1}", 10);
            run.feature("ann", "{\"level\":2}", 20);
            run.feature("ann", null, 30);
            run.feature("ann", "{\"level\":4}", 40);

            // when
            run.event(1, "ann", 50);
            run.event(2, "ann", 39.999);
            run.event(3, "ann", 29.999);
            run.event(4, "ann", 20);
            run.event(5, "ann", 10);
            run.event(6, "ann", 9.999);

            // then
            assertThat(run.events())
                    .containsExactly(
                            "1 {\"level\":4}", "2", "3 {\"level\":2}", "4 {\"level\":2}", "5 {\"level\":1}", "6");
        }
    }

    @Test
    void isFoundWhenFeaturesCameInTheWrongOrder() {
        try (FeatureRun run = new FeatureRun(join)) {
            // given
            run.feature("ann", "{\"level\":4}", 40);
            run.feature("ann", "{\"level\":1}", 10);
            run.feature("ann", "no feature", 30);
            run.feature("ann", "{\"level\":2}", 20);

            // when
            run.event(1, "ann", 45);
            run.event(2, "ann", 35);
            run.event(3, "ann", 25);
            run.event(4, "ann", 15);

            // then
            assertThat(run.events()).containsExactly("1 {\"level\":4}", "2", "3 {\"level\":2}", "4 {\"level\":1}");
            assertThat(counts.of(Fate.MALFORMED)).isEqualTo(1);
        }
    }

    @Test
    void isForgottenWithItsHistory() {
        try (FeatureRun run = new FeatureRun(join)) {
            // given
            run.feature("ann", "{\"level\":1}", 10);
            run.feature("ann", "{\"level\":2}", 20);
            run.feature("ann", "{\"level\":3}", 20 + 3 * HISTORY.toSeconds());
            run.feature("bob", "{\"level\":1}", 10);

            // when
            run.event(1, "ann", 20 + 3 * HISTORY.toSeconds());
            run.event(2, "ann", 15);
            run.event(3, "bob", 20 + 3 * HISTORY.toSeconds());

            // then
            assertThat(run.events()).containsExactly("1 {\"level\":3}", "2", "3");
        }
    }

    /** The newest of a key has no end, however old it is. */
    @Test
    void staysValidUntilTheNext() {
        try (FeatureRun run = new FeatureRun(join)) {
            run.feature("bob", "{\"level\":1}", 10);
            run.feature("ann", "{}", 20 + 3 * HISTORY.toSeconds());
            run.event(1, "bob", 20 + 3 * HISTORY.toSeconds());

            assertThat(run.events()).containsExactly("1 {\"level\":1}");
        }
    }

    @Test
    void isNotOneThatCameIntoForceAfterwards() {
        try (FeatureRun run = new FeatureRun(join.waiting(Wait.upTo(Duration.ofSeconds(10))))) {
            // given
            run.event(1, "ann", 10);
            run.event(2, "ann", 12);

            // when
            run.feature("ann", "{\"level\":11}", 11);
            assertThat(run.events()).containsExactly("2 {\"level\":11}");
            run.feature("ann", "{\"level\":9}", 9);

            // then
            assertThat(run.events()).containsExactly("1 {\"level\":9}");
            assertThat(counts.sums()).isEqualTo(Map.of(Fate.WAITED_THEN_JOINED, 2L));
        }
    }

    @Test
    void isAwaitedForTheGracePeriod() {
        try (FeatureRun run = new FeatureRun(join.asOf(HISTORY, Duration.ofSeconds(5)))) {
            // given
            run.feature("ann", "{\"level\":1}", 1);
            run.event(1, "ann", 10);
            run.event(2, "ann", 11);
            run.event(3, "bob", 11);
            run.feature("ann", "{\"level\":12}", 12);
            run.feature("ann", "{\"level\":9}", 9);
            run.feature("ann", "{\"level\":11}", 11);
            assertThat(run.events()).isEmpty();

            // when
            run.feature("other", "{}", 15);

            // then
            assertThat(run.events()).containsExactly("1 {\"level\":9}");

            // when
            run.clock(Duration.ofSeconds(5));

            // then
            assertThat(run.events()).containsExactly("2 {\"level\":11}", "3");
            assertThat(counts.sums()).isEqualTo(Map.of(Fate.JOINED, 2L, Fate.MISSING, 1L));
        }
    }

    @Test
    void isAwaitedBeyondTheGracePeriodWhenThereIsNone() {
        Wait waiting = Wait.upTo(Duration.ofSeconds(10));
        try (FeatureRun run =
                new FeatureRun(join.asOf(HISTORY, Duration.ofSeconds(5)).waiting(waiting))) {
            // given
            run.event(1, "ann", 10);
            run.event(2, "bob", 10);
            run.feature("other", "{}", 16);
            assertThat(run.events()).isEmpty();

            // when
            run.feature("ann", "{}", 9);
            run.feature("bob", "{}", 11);

            // then
            assertThat(run.events()).containsExactly("1 {}");

            // when
            run.feature("other", "{}", 20);

            // then
            assertThat(run.events()).containsExactly("2");
            assertThat(counts.sums()).isEqualTo(Map.of(Fate.WAITED_THEN_JOINED, 1L, Fate.WAITED_IN_VAIN, 1L));
        }
    }

    @Test
    void isLookedForOnceMoreWhenTheRoomIsFull() {
        Wait waiting = Wait.upTo(Duration.ofSeconds(10)).atMost(1, 1 << 20);
        try (FeatureRun run =
                new FeatureRun(join.asOf(HISTORY, Duration.ofSeconds(5)).waiting(waiting))) {
            // given
            run.feature("ann", "{}", 9);

            // when
            run.event(1, "ann", 10);
            run.event(2, "bob", 10);
            run.event(3, "ann", 10);

            // then
            assertThat(run.events()).containsExactly("1 {}", "2");
            assertThat(counts.sums()).isEqualTo(Map.of(Fate.JOINED, 1L, Fate.WAITED_IN_VAIN, 1L, Fate.OVERFLOWED, 2L));
        }
    }
}
