package dev.firn.topology.feature;

import static dev.firn.topology.feature.FeatureRun.join;
import static dev.firn.topology.feature.FeatureRun.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.feature.FeatureListener.Fate;
import dev.firn.topology.flow.Counts;
import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Events that wait for their feature. */
class WaitTest {

    private static final Wait TEN_SECONDS = Wait.upTo(Duration.ofSeconds(10));

    private final Counts<Fate> counts = new Counts<>(Fate.class);
    private final FeatureJoin join = join().partitioned().listener(counts::add);

    @Test
    void goOnAtOnceInTheirOrderWhenTheFeatureArrives() {
        try (FeatureRun run = new FeatureRun(join.waiting(TEN_SECONDS))) {
            // given
            run.event(1, "ann", 1);
            run.event(2, "bob", 1);
            run.event(3, "ann", 3);
            run.event(4, "ann", 2);
            run.event(5, null, 3);
            assertThat(run.events()).containsExactly("5");

            // when
            run.feature("ann", "{\"level\":1}", 4);

            // then
            List<TestRecord<byte[], Item>> records = run.read("out");
            assertThat(records.stream().map(record -> FeatureRun.text(record.value())))
                    .containsExactly("1 {\"level\":1}", "3 {\"level\":1}", "4 {\"level\":1}");
            assertThat(records.stream().map(TestRecord::getRecordTime))
                    .containsExactly(FeatureRun.at(1), FeatureRun.at(3), FeatureRun.at(2));
            assertThat(counts.sums()).isEqualTo(Map.of(Fate.MISSING, 1L, Fate.WAITED_THEN_JOINED, 3L));

            // and none of them again
            run.feature("ann", "{\"level\":2}", 5);
            run.feature("bob", null, 5);
            run.clock(Duration.ofMinutes(1));
            run.event(6, "ann", 6);
            assertThat(run.events()).containsExactly("2", "6 {\"level\":2}");
        }
    }

    @Test
    void goOnWithoutWhenTheTimeOfTheStreamHasPassed() {
        try (FeatureRun run = new FeatureRun(join.waiting(TEN_SECONDS).orElse(object("{\"level\":0}")))) {
            // given
            run.event(1, "ann", 1);
            run.event(2, "ann", 5);

            // when
            run.event(3, "bob", 10.999);
            assertThat(run.events()).isEmpty();
            run.feature("other", "{}", 11);

            // then
            assertThat(run.events()).containsExactly("1 {\"level\":0}");

            // when what they waited for comes with the very record that ends their time
            run.feature("ann", "{\"level\":1}", 15);

            // then
            assertThat(run.events()).containsExactly("2 {\"level\":0}");
            assertThat(counts.sums()).isEqualTo(Map.of(Fate.WAITED_IN_VAIN, 2L));
        }
    }

    @Test
    void goOnWithoutWhenNothingHappensForThatLong() {
        try (FeatureRun run = new FeatureRun(join.waiting(TEN_SECONDS))) {
            // given
            run.event(1, "ann", 1);
            run.clock(Duration.ofSeconds(6));
            run.event(2, "ann", 1);

            // when
            run.clock(Duration.ofSeconds(9));
            assertThat(run.events()).isEmpty();
            run.clock(Duration.ofSeconds(1));

            // then
            assertThat(run.events()).containsExactly("1", "2");
            assertThat(counts.of(Fate.WAITED_IN_VAIN)).isEqualTo(2);
        }
    }

    /** One record from the future stops the time of the stream. */
    @Test
    void goOnWithoutAfterTwiceTheTimeWhenOnlyOldRecordsCome() {
        try (FeatureRun run = new FeatureRun(join.waiting(TEN_SECONDS))) {
            // given
            run.feature("other", "{}", 3600);
            run.event(1, "ann", 1);

            // when
            for (int second = 2; second <= 20; second++) {
                run.clock(Duration.ofSeconds(1));
                run.feature("other", "{}", second);
            }
            assertThat(run.events()).isEmpty();
            run.clock(Duration.ofSeconds(1));

            // then
            assertThat(run.events()).containsExactly("1");
        }
    }

    /** An event that is late by itself must not pay for it twice. */
    @Test
    void waitTheWholeTimeHoweverLateTheyCome() {
        try (FeatureRun run = new FeatureRun(join.waiting(TEN_SECONDS))) {
            // given
            run.event(1, null, 3600);
            run.event(2, "ann", 1);
            run.feature("other", "{}", 3609);
            assertThat(run.events()).containsExactly("1");

            // when
            run.feature("ann", "{}", 3609.5);

            // then
            assertThat(run.events()).containsExactly("2 {}");
        }
    }

    @Test
    void makeRoomForOthersTheOldestFirst() {
        try (FeatureRun run = new FeatureRun(join.waiting(TEN_SECONDS.atMost(2, 1 << 20)))) {
            // when
            for (int i = 1; i <= 4; i++) {
                run.event(i, i % 2 == 0 ? "ann" : "bob", i);
            }

            // then
            assertThat(run.events()).containsExactly("1", "2");
            run.feature("bob", "{}", 5);
            run.feature("ann", "{}", 5);
            assertThat(run.events()).containsExactly("3 {}", "4 {}");
            assertThat(counts.sums())
                    .isEqualTo(Map.of(Fate.WAITED_THEN_JOINED, 2L, Fate.WAITED_IN_VAIN, 2L, Fate.OVERFLOWED, 2L));
        }
    }

    @Test
    void takeNoMoreBytesThanTheyMay() {
        try (FeatureRun run = new FeatureRun(join.waiting(TEN_SECONDS.atMost(100, 2_000)))) {
            // when
            run.event(1, "ann", 1);
            run.item(
                    new Item.Event(
                            StreamId.GOOD,
                            run.place(),
                            FeatureRun.event(2, "ann").toBuilder()
                                    .set(AtomicField.PAGE_TITLE, "x".repeat(3_000))
                                    .build()),
                    2);
            run.event(3, "ann", 3);

            // then
            assertThat(run.events()).containsExactly("1", "2");
            run.feature("ann", "{}", 4);
            assertThat(run.events()).containsExactly("3 {}");
        }
    }

    /** All that decides is in the input, whenever it is read; the clock of the second run stands still. */
    @Test
    void fareTheSameWhenEverythingIsReadAgain() {
        for (int seed = 0; seed < 6; seed++) {
            assertThat(outcome(seed, true)).as("seed " + seed).isEqualTo(outcome(seed, false));
        }
    }

    private List<String> outcome(int seed, boolean live) {
        Random random = new Random(seed);
        FeatureJoin waiting = join.waiting(TEN_SECONDS.atMost(20, 1 << 20));
        try (FeatureRun run =
                new FeatureRun(seed % 2 == 0 ? waiting : waiting.asOf(Duration.ofMinutes(1), Duration.ofSeconds(3)))) {
            double time = 0;
            List<String> out = new ArrayList<>();
            for (int i = 1; i <= 300; i++) {
                double passes = random.nextInt(2_000) / 1000.0;
                time += passes;
                if (live) {
                    // As fast as the stream, but never ahead of it.
                    run.clock(Duration.ofMillis((long) (passes * 999)));
                }
                String user = "user" + random.nextInt(8);
                double at = Math.max(0, time - (random.nextInt(4) == 0 ? random.nextInt(5) : 0));
                switch (random.nextInt(6)) {
                    case 0 -> run.feature(user, "{\"i\":" + i + "}", at);
                    case 1 -> run.feature(user, null, at);
                    default -> run.event(i, user, at);
                }
                out.addAll(run.events());
            }
            run.event(0, null, time + 100);
            out.addAll(run.events());
            return out;
        }
    }
}
