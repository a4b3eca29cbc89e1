package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The small parts that the cache and the HTTP registry are made of. */
class CachePartsTest {

    private static List<Integer> keys(LruMap<Integer, String> map) {
        List<Integer> keys = new ArrayList<>();
        map.forEach((key, value) -> keys.add(key));
        return keys.stream().sorted().toList();
    }

    @Test
    void keepsAsManyAsPromisedAndAtMostASixteenthMore() {
        LruMap<Integer, String> map = new LruMap<>(160);
        int most = 0;
        for (int i = 0; i < 10_000; i++) {
            map.getOrAdd(i, () -> "x");
            map.trim();
            List<Integer> kept = keys(map);
            most = Math.max(most, kept.size());
            assertThat(kept).as("after %s", i).contains(Math.max(0, i - 159), i);
        }
        assertThat(most).isEqualTo(170);
    }

    @Test
    void forgetsWhatWasReadLongestAgo() {
        LruMap<Integer, String> map = new LruMap<>(3);
        IntStream.range(0, 3).forEach(i -> map.getOrAdd(i, () -> "x"));
        map.get(0);

        map.getOrAdd(3, () -> "x");
        int forgotten = map.trim();

        assertThat(forgotten).isEqualTo(1);
        assertThat(keys(map)).containsExactly(0, 2, 3);
    }

    @Test
    void doublesThePauseUpToAMinuteGiveOrTakeAFifth() {
        for (int seed = 0; seed < 1000; seed++) {
            for (int attempts = 1; attempts < 100; attempts++) {
                long base = Math.min(60_000, 500L << Math.min(attempts, 20));
                assertThat(Pace.backoff(attempts, seed)).isBetween(base * 8 / 10, base * 12 / 10);
            }
        }
    }

    @Test
    void spreadsThePausesOfDifferentKeys() {
        long distinct = IntStream.range(0, 1000)
                .mapToLong(seed -> Pace.backoff(5, seed))
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(500);
    }

    @Test
    void pausesAHostThatKeepsSilent() {
        AtomicLong time = new AtomicLong();
        OutageBrake brake = new OutageBrake(time::get);
        RegistryError.RepoFailure error = new RegistryError.RepoFailure("down");
        List<Long> pauses = new ArrayList<>();

        brake.silent(error);
        boolean afterOne = brake.holding() == null;
        for (int i = 0; i < 8; i++) {
            brake.silent(error);
            long start = time.get();
            while (brake.holding() != null) {
                time.addAndGet(500_000_000);
            }
            pauses.add((time.get() - start) / 1_000_000_000);
        }
        boolean probing = brake.isProbing();
        brake.silent(error);
        brake.answered();

        assertThat(afterOne).isTrue();
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 32L, 32L);
        assertThat(probing).isTrue();
        assertThat(brake.holding()).isNull();
        assertThat(brake.isProbing()).isFalse();
    }
}
