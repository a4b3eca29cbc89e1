package dev.firn.serdes.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    private static final DateTimeFormatter TSV = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR_10000 =
            Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

    @Test
    void agreesWithJavaTimeFromYear0To9999() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            long millis = between(random, YEAR_0, YEAR_10000);
            LocalDateTime expected = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);

            assertThat(Timestamps.format(millis)).isEqualTo(TSV.format(expected));
            assertThat(Timestamps.iso(millis)).isEqualTo(TSV.format(expected).replace(' ', 'T') + "Z");
            assertThat(Timestamps.parse(Timestamps.format(millis))).hasValue(millis);
        }
    }

    @Test
    void agreesWithJavaTimeAllThroughFourCenturies() {
        long start = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
        for (int day = 0; day < 146_097; day += 7) {
            long millis = start + day * 86_400_000L;
            assertThat(Timestamps.iso(millis))
                    .isEqualTo(Instant.ofEpochMilli(millis).toString().replace("Z", ".000Z"));
        }
    }

    @Test
    void readsBackWhatItWroteHoweverFarAway() {
        Random random = new Random(43);
        for (int i = 0; i < 20_000; i++) {
            long millis = random.nextLong() >> random.nextInt(40);
            if (Math.abs(millis) < Long.MAX_VALUE - 200_000_000L) {
                assertThat(Timestamps.parse(Timestamps.format(millis))).hasValue(millis);
            }
            assertThat(Timestamps.instant(millis))
                    .isEqualTo(Instant.ofEpochMilli(millis).toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01 00:00:00.000",
        "1, 1970-01-01 00:00:00.001",
        "-1, 1969-12-31 23:59:59.999",
        "951782400000, 2000-02-29 00:00:00.000",
        "1426245561368, 2015-03-13 11:19:21.368",
        "-62167219200000, 0000-01-01 00:00:00.000",
        "-62167219200001, -0001-12-31 23:59:59.999",
        "-63113904000000, -0030-01-01 00:00:00.000",
        "253402300800005, 10000-01-01 00:00:00.005",
        "1111111111111111, 37179-09-17 07:18:31.111",
    })
    void writesAndReads(long millis, String text) {
        assertThat(Timestamps.format(millis)).isEqualTo(text);
        assertThat(Timestamps.parse(text)).hasValue(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "2013-11-26 00:02:05, 2013-11-26 00:02:05.000",
        "2013-11-26 00:02:05.1, 2013-11-26 00:02:05.100",
        "2013-11-26 00:02:05.123456789, 2013-11-26 00:02:05.123",
    })
    void readsOtherPrecisions(String text, String same) {
        assertThat(Timestamps.parse(text)).isEqualTo(Timestamps.parse(same)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2013-11-26",
                "2013-11-26T00:02:05.100",
                "2013-11-26 00:02:05.",
                "2013-11-26 00:02:05.1234567890",
                "2013-11-26 00:02:05.100Z",
                "2013-11-26 24:02:05.100",
                "2013-11-26 00:60:05.100",
                "2013-11-26 00:02:60.100",
                "2013-13-26 00:02:05.100",
                "2013-00-26 00:02:05.100",
                "2013-02-29 00:02:05.100",
                "1900-02-29 00:02:05.100",
                "2013-11-31 00:02:05.100",
                "2013-11-00 00:02:05.100",
                "2013-1-26 00:02:05.100",
                "213-11-26 00:02:05.100",
                "٢٠١٣-11-26 00:02:05.100",
                "9999999999-11-26 00:02:05.100",
                "999999999-11-26 00:02:05.100",
            })
    void refusesWhatIsNoTimestamp(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }

    @Test
    void survivesTheEndsOfTime() {
        assertThat(Timestamps.format(Long.MAX_VALUE)).isEqualTo("292278994-08-17 07:12:55.807");
        assertThat(Timestamps.format(Long.MIN_VALUE)).isEqualTo("-292275055-05-16 16:47:04.192");
    }

    private static long between(RandomGenerator random, long from, long to) {
        return random.nextLong(from, to);
    }
}
