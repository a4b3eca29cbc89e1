package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether anything grows. {@code -Dfirn.soak=PT8H} makes it longer than the profile does. */
@Tag("slow")
@Tag("operations")
@Tag("soak")
@ExtendWith(ClusterExtension.class)
class SoakTest {

    private static final Duration LENGTH = Duration.parse(System.getProperty("firn.soak", "PT1M"));
    /** What deduplication remembers must have turned over, and compilers come to rest, before trends mean something. */
    private static final Duration TELLING = Duration.ofMinutes(15);

    @Test
    void nothingGrows(Cluster cluster) {
        Soak.Report report = new Soak(cluster, LENGTH).run();
        Soak.write(report);

        assertThat(report.exitCode()).isZero();
        assertThat(report.samples()).hasSizeGreaterThan((int) (LENGTH.toSeconds() / 10));
        assertThat(report.samples().get(report.samples().size() - 1).lag())
                .as("records that wait at the end: more than ten seconds' worth means that it fell behind")
                .isLessThan(10.0 * report.rate());
        if (LENGTH.compareTo(TELLING) >= 0) {
            assertThat(Sample.COLUMNS)
                    .filteredOn(column -> !Double.isNaN(column.tolerance()))
                    .allSatisfy(column -> assertThat(report.trend(column).isFlat(column.tolerance(), column.floor()))
                            .as(column.title() + " " + report.trend(column))
                            .isTrue());
        }
    }
}
