package dev.firn.enrichments.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedTimestampTest {

    /** Measured with joda-time 2.10.1. */
    @ParameterizedTest
    @CsvSource({
        "2014-04-29T09:00:54.000, 2014-04-29T09:00:54.001, 2014-04-29T09:00:54.000, 2014-04-29T09:00:53.999",
        "2014-04-29T09:00:54.001, 2014-04-29T09:00:54.000, 2014-04-29T09:00:54.000, 2014-04-29T09:00:54.000",
        "2024-03-01T00:00, 2024-03-28T00:00, 2024-03-31T00:00, 2024-03-04T00:00",
        "2024-01-31T00:00, 2024-02-29T00:00, 2024-03-31T12:00, 2024-02-29T12:00",
        "2024-01-31T10:00, 2024-02-29T09:00, 2024-03-31T12:00, 2024-03-02T13:00",
        "2024-01-30T00:00, 2024-03-01T00:00, 2024-03-01T00:00:05, 2024-01-31T00:00:05",
        "2024-02-01T00:00, 2024-03-01T00:00, 2024-05-31T00:00, 2024-04-30T00:00",
        "2023-02-28T12:00, 2024-02-29T12:00, 2024-02-29T12:00, 2023-02-27T12:00",
        "2020-02-29T00:00, 2021-02-28T00:00, 2024-06-15T00:00, 2023-06-15T00:00",
        "2023-03-01T00:00, 2024-03-01T00:00, 2025-07-01T00:00, 2024-07-01T00:00",
        "2023-03-01T00:00, 2024-02-29T00:00, 2025-07-01T00:00, 2024-07-04T00:00",
        "0000-01-01T00:00, 9999-12-31T23:59:59.999, 9999-12-31T23:59:59.999, 0000-01-01T00:00",
    })
    void takesTheWaitOffFieldByField(
            LocalDateTime created, LocalDateTime sent, LocalDateTime collector, LocalDateTime derived) {
        assertThat(DerivedTimestamp.of(null, millis(created), millis(sent), millis(collector)))
                .isEqualTo(millis(derived));
    }

    @Test
    void believesTheTracker() {
        assertThat(DerivedTimestamp.of(5L, 1L, 2L, 3L)).isEqualTo(5);
    }

    @Test
    void fallsBackToTheCollector() {
        assertThat(DerivedTimestamp.of(null, null, 2L, 3L)).isEqualTo(3);
        assertThat(DerivedTimestamp.of(null, 1L, null, 3L)).isEqualTo(3);
        assertThat(DerivedTimestamp.of(null, 2L, 2L, 3L)).isEqualTo(3);
        assertThat(DerivedTimestamp.of(null, 1L, 2L, null)).isNull();
    }

    private static long millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
