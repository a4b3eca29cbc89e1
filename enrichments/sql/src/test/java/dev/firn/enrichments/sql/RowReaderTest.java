package dev.firn.enrichments.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.json.JsonText;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowReaderTest {

    static Stream<Arguments> values() {
        LocalDateTime time = LocalDateTime.of(2016, 6, 10, 11, 12, 13);
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of(42, "42"),
                Arguments.of(Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of((short) 7, "7"),
                Arguments.of(true, "true"),
                Arguments.of(1.5, "1.5"),
                Arguments.of(1.5f, "1.5"),
                Arguments.of(Double.NaN, "null"),
                Arguments.of(Float.NEGATIVE_INFINITY, "null"),
                Arguments.of("12", "\"12\""),
                Arguments.of("{}", "\"{}\""),
                Arguments.of(Date.valueOf(LocalDate.of(2016, 6, 10)), "\"2016-06-10T00:00:00.000Z\""),
                Arguments.of(new BigDecimal("25.0"), "25.0"),
                Arguments.of(new BigDecimal("1E+3"), "1E+3"),
                Arguments.of(Timestamp.valueOf(time), "\"2016-06-10 11:12:13.0\""),
                Arguments.of(time, "\"2016-06-10T11:12:13\""),
                Arguments.of(new UUID(1, 2), "\"00000000-0000-0001-0000-000000000002\""),
                Arguments.of(new StringBuilder("{\"a\": [1]}"), "{\"a\":[1]}"),
                Arguments.of(new StringBuilder("12"), "12"),
                Arguments.of(new StringBuilder("{1,2"), "\"{1,2\""),
                Arguments.of(new byte[] {1, (byte) 0xAB}, "\"\\\\x01ab\""));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("values")
    void turnsTheDriversValuesIntoJson(@Nullable Object value, String expected) {
        assertThat(JsonText.write(RowReader.json(value))).isEqualTo(expected);
    }
}
