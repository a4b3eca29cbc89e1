package dev.firn.topology.dedup;

import static dev.firn.topology.dedup.DedupRun.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.topology.flow.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against the rule as one would say it, with all events at hand and no store. */
class SeenEventsPropertyTest {

    private record Known(@Nullable String fingerprint, long timestamp, Origin origin) {}

    /** The rule. Occurrences of one id stay below {@link Occurrences#MOST} here. */
    private static final class Rule {
        private final Map<String, List<Known>> events = new HashMap<>();
        private final MemorySpan span;
        private long newest = Long.MIN_VALUE / 4;

        Rule(MemorySpan span) {
            this.span = span;
        }

        String judge(String id, @Nullable String fingerprint, long timestamp, Origin origin) {
            newest = Math.max(newest, timestamp);
            long clock = newest - Math.floorMod(newest, span.tick());
            long forgotten = clock - span.window() - span.lateness();
            List<Known> all = events.computeIfAbsent(id, key -> new ArrayList<>());
            List<Known> near = all.stream()
                    .filter(one -> Math.abs(one.timestamp() - timestamp) <= span.window())
                    .filter(one -> one.timestamp() >= forgotten)
                    .toList();
            List<Known> copies = near.stream()
                    .filter(one -> Objects.equals(one.fingerprint(), fingerprint))
                    .toList();
            long beside = all.stream()
                    .filter(one -> one.timestamp() >= forgotten)
                    .filter(one -> span.bucketOf(one.timestamp()) == span.bucketOf(timestamp))
                    .count();
            if (copies.isEmpty() && timestamp >= forgotten && beside < Occurrences.MOST) {
                all.add(new Known(fingerprint, timestamp, origin));
            }
            if (!copies.isEmpty()) {
                return "NATURAL " + time(copies);
            }
            if (!near.isEmpty()) {
                return "SYNTHETIC " + time(near);
            }
            return timestamp < clock - span.lateness() ? "TOO_LATE" : "NEW";
        }

        private static long time(List<Known> some) {
            return some.stream().mapToLong(Known::timestamp).min().orElseThrow();
        }
    }

    private static String text(Verdict verdict) {
        return verdict.kind()
                + (verdict.earlier() == null ? "" : " " + verdict.earlier().timestamp());
    }

    private static final FilterMemory MEMORY = new FilterMemory(1 << 20);

    @Test
    void judgesAsTheRuleSaysAlsoAfterRestarts() {
        for (long seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            Duration window = Duration.ofMinutes(1 + random.nextInt(120));
            Duration lateness = Duration.ofSeconds(random.nextInt(4) == 0 ? 0 : random.nextInt(7200));
            Deduplication policy =
                    Deduplication.within(window).withLateness(lateness).withinPartition();
            try (DedupRun run = new DedupRun(policy)) {
                // None, too little for two filters, or enough: answers must not depend on it.
                FilterMemory memory = new FilterMemory(40_000L * random.nextInt(3));
                Rule rule = new Rule(policy.span());
                SeenEvents seen = new SeenEvents(run.store(), policy.span(), memory);
                long now = START;
                for (int i = 0; i < 1200; i++) {
                    now += random.nextInt((int) window.toMillis() / 30);
                    if (random.nextInt(300) == 0) {
                        now += random.nextInt((int) (2 * policy.span().bucket()));
                    }
                    long timestamp = now
                            - (random.nextInt(3) == 0
                                    ? random.nextInt((int) (1.5 * policy.span().bucket()))
                                    : 0);
                    String id = (random.nextBoolean() ? "id-" : "c6ef3124-b53a-4b13-a233-0088f79dcb")
                            + (10 + random.nextInt(15));
                    String fingerprint = random.nextInt(3) == 0 ? null : "f" + random.nextInt(3);
                    Origin origin = new Origin("raw", 0, i, 0);
                    if (random.nextInt(100) == 0) {
                        seen.close();
                        seen = new SeenEvents(run.store(), policy.span(), memory);
                    }
                    assertThat(text(seen.judge(id, fingerprint, timestamp, origin)))
                            .as("seed %d, event %d, window %s, lateness %s", seed, i, window, lateness)
                            .isEqualTo(rule.judge(id, fingerprint, timestamp, origin));
                }
            }
        }
    }

    @Test
    void remembersABoundedNumberOfFingerprintsOfOneId() {
        Deduplication policy = Deduplication.within(Duration.ofHours(1)).withinPartition();
        try (DedupRun run = new DedupRun(policy)) {
            // given
            SeenEvents seen = new SeenEvents(run.store(), policy.span(), MEMORY);
            for (int i = 0; i < 100; i++) {
                seen.judge("id", "f" + i, START, new Origin("raw", 0, i, 0));
            }
            // when, then
            assertThat(seen.judge("id", "f15", START, new Origin("raw", 0, 100, 0))
                            .kind())
                    .isEqualTo(Verdict.Kind.NATURAL);
            assertThat(seen.judge("id", "f16", START, new Origin("raw", 0, 101, 0))
                            .kind())
                    .isEqualTo(Verdict.Kind.SYNTHETIC);
        }
    }

    @Test
    void aStoreOfAnotherWindowIsRefused() {
        Deduplication policy = Deduplication.within(Duration.ofHours(1)).withinPartition();
        try (DedupRun run = new DedupRun(policy)) {
            // given
            new SeenEvents(run.store(), policy.span(), MEMORY).judge("id", null, START, new Origin("raw", 0, 0, 0));
            // when, then
            assertThatThrownBy(() -> new SeenEvents(
                            run.store(), MemorySpan.of(Duration.ofHours(2), Duration.ofHours(1)), MEMORY))
                    .hasMessageContaining("firn-dedup was filled with a window of 3600000 ms")
                    .hasMessageContaining("give the deduplication another name");
        }
    }
}
