package dev.firn.topology.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.topology.flow.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdFilterTest {

    private static final int KEYS = 500_000;

    @Test
    void knowsAllThatWasAddedAndHardlyAnythingElse() {
        // given
        FilterMemory memory = new FilterMemory(64 << 20);
        IdFilter filter = new IdFilter(memory);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < KEYS; i++) {
            filter.add(uuid(random));
        }
        // then
        SplittableRandom same = new SplittableRandom(1);
        for (int i = 0; i < KEYS; i++) {
            assertThat(filter.mayHold(uuid(same))).isTrue();
        }
        int falseAlarms = 0;
        for (int i = 0; i < KEYS; i++) {
            falseAlarms += filter.mayHold(uuid(random)) ? 1 : 0;
        }
        assertThat(falseAlarms / (double) KEYS).isLessThan(0.06);
        assertThat(64 - memory.free() / (double) (1 << 20))
                .as("megabytes for half a million ids")
                .isLessThan(3);
    }

    @Test
    void keysThatDifferInOneCharacterAreToldApart() {
        // given
        IdFilter filter = new IdFilter(new FilterMemory(1 << 20));
        for (int i = 0; i < 2000; i++) {
            filter.add(("order-" + i).getBytes(StandardCharsets.UTF_8));
        }
        // then
        int falseAlarms = 0;
        for (int i = 2000; i < 12_000; i++) {
            falseAlarms += filter.mayHold(("order-" + i).getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(falseAlarms).isLessThan(100);
    }

    @Test
    void withoutMemoryEverythingMayBeThere() {
        // given
        FilterMemory memory = new FilterMemory(100_000);
        IdFilter filter = new IdFilter(memory);
        SplittableRandom random = new SplittableRandom(2);
        // when
        for (int i = 0; i < 2 * IdFilter.FIRST_PART; i++) {
            filter.add(uuid(random));
        }
        // then
        assertThat(filter.mayHold(uuid(random))).isTrue();
        assertThat(memory.free()).isEqualTo(100_000);
    }

    @Test
    void whatWasStoredBeforeIsLearnedLittleByLittle() {
        Deduplication policy = Deduplication.within(Duration.ofDays(1)).withinPartition();
        long now = 1_790_000_000_000L;
        try (DedupRun run = new DedupRun(policy)) {
            // given a store of a thousand ids, and a process that has just got it
            FilterMemory memory = new FilterMemory(1 << 20);
            SeenEvents before = new SeenEvents(run.store(), policy.span(), memory);
            for (int i = 0; i < 1000; i++) {
                before.judge("id-" + i, null, now, new Origin("raw", 0, i, 0));
            }
            before.close();
            assertThat(memory.free()).isEqualTo(1 << 20);
            BucketFilters filters = new BucketFilters(run.store(), memory);
            long bucket = policy.span().bucketOf(now);
            // when, then
            assertThat(filters.mayHold(bucket, IdKey.of("other"))).isTrue();
            for (int i = 0; i < 1000; i++) {
                assertThat(filters.mayHold(bucket, IdKey.of("id-" + i))).isTrue();
            }
            assertThat(filters.mayHold(bucket, IdKey.of("other"))).isFalse();
            filters.close();
            assertThat(memory.free()).isEqualTo(1 << 20);
        }
    }

    private static byte[] uuid(SplittableRandom random) {
        return ByteBuffer.allocate(16)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
    }
}
