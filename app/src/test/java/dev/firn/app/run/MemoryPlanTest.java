package dev.firn.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process may come to need, and what it is granted. */
class MemoryPlanTest {

    private static final long MEBI = 1 << 20;
    private static final MemoryPlan PLAN = new MemoryPlan(512 * MEBI, 256 * MEBI, 64 * MEBI, 48 * MEBI, 200 * MEBI);

    @Test
    void warnsWithAllNumbersWhenTheContainerIsTooSmall() {
        assertThat(PLAN.warning(OptionalLong.of(1024 * MEBI))).hasValueSatisfying(warning -> assertThat(warning)
                .contains("limited to 1024 MiB")
                .contains("1080 MiB (heap 512 MiB, state 256 MiB, direct buffers 64 MiB, threads 48 MiB,"
                        + " the rest 200 MiB)"));
    }

    @Test
    void isSilentWhenAllFitsOrNothingIsLimited() {
        assertThat(PLAN.warning(OptionalLong.of(1080 * MEBI))).isEmpty();
        assertThat(PLAN.warning(OptionalLong.empty())).isEmpty();
    }

    @Test
    void countsTheBudgetOfStateOnlyWhereThereIsAny() {
        Properties settings = new Properties();
        settings.setProperty("num.stream.threads", "4");
        settings.setProperty("firn.state.memory.bytes", Long.toString(100 * MEBI));

        assertThat(MemoryPlan.of(settings, true).state()).isEqualTo(100 * MEBI);
        assertThat(MemoryPlan.of(settings, false).state()).isZero();
        assertThat(MemoryPlan.of(settings, false).threads()).isEqualTo(56 * MEBI);
        assertThat(MemoryPlan.of(settings, false).heap())
                .isEqualTo(Runtime.getRuntime().maxMemory());
    }

    @Test
    void readsTheLimitOfBothKindsOfGroups(@TempDir Path groups) throws IOException {
        assertThat(MemoryPlan.limit(groups)).isEmpty();

        Path first = Files.createDirectories(groups.resolve("memory")).resolve("memory.limit_in_bytes");
        Files.writeString(first, "1073741824\n");
        assertThat(MemoryPlan.limit(groups)).hasValue(1L << 30);
        Files.writeString(first, "9223372036854771712\n");
        assertThat(MemoryPlan.limit(groups)).isEmpty();

        Path second = groups.resolve("memory.max");
        Files.writeString(second, "max\n");
        assertThat(MemoryPlan.limit(groups)).isEmpty();
        Files.writeString(second, "536870912\n");
        assertThat(MemoryPlan.limit(groups)).hasValue(1L << 29);
    }

    @Test
    void readsSizesAsTheJvmDoes() {
        assertThat(MemoryPlan.bytes("64m")).isEqualTo(64 * MEBI);
        assertThat(MemoryPlan.bytes("1G")).isEqualTo(1024 * MEBI);
        assertThat(MemoryPlan.bytes("4096k")).isEqualTo(4 * MEBI);
        assertThat(MemoryPlan.bytes("100")).isEqualTo(100);
        assertThat(MemoryPlan.bytes("much")).isZero();
    }
}
