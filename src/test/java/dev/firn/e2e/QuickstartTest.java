package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that anybody does with Firn. */
class QuickstartTest {

    @Test
    void showsInUnderAMinuteThatNothingIsLost(@TempDir Path folder) {
        long start = System.nanoTime();

        FirnProcess quickstart = FirnProcess.run(folder, "quickstart", "quickstart");

        assertThat(quickstart.exitCode(Duration.ZERO)).as(quickstart.tail()).isZero();
        assertThat(quickstart.out()).contains("\nConserved: ").doesNotContain("NOT conserved");
        assertThat(quickstart.err())
                .as("what a first user sees beside the result")
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }
}
