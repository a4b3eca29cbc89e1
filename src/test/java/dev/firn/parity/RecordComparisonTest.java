package dev.firn.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.event.AtomicField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison that finds nothing proves nothing: planted differences must show. */
class RecordComparisonTest {

    @Test
    void equalRowsHaveNoDifferences() {
        assertThat(RecordComparison.events(row(Map.of()), row(Map.of()))).isEmpty();
    }

    @Test
    void everyColumnButTheProgramsNameCounts() {
        for (AtomicField field : AtomicField.all()) {
            // given
            String planted = row(Map.of(field, "1"));

            // when
            List<Difference> differences = RecordComparison.events(row(Map.of()), planted);

            // then
            assertThat(differences)
                    .as(field.column())
                    .hasSize(field == AtomicField.V_ETL ? 0 : 1)
                    .allSatisfy(difference -> assertThat(difference.path()).isEqualTo(field.column()));
        }
    }

    @Test
    void anotherNumberOfColumnsIsADifference() {
        assertThat(RecordComparison.events(row(Map.of()), row(Map.of()) + "\t"))
                .containsExactly(new Difference("columns", "131", "132"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":[2]} | {\"b\":[2],\"a\":1}   |",
                "{\"a\":1.50}        | {\"a\":1.5}           |",
                "{\"a\":1}           | {\"a\":2}             | contexts.a",
                "{\"a\":1}           | {\"a\":\"1\"}         | contexts.a",
                "{\"a\":1}           | {}                    | contexts.a",
                "{\"a\":[1]}         | {\"a\":[1,2]}         | contexts.a[#]",
                "{\"a\":[1,2]}       | {\"a\":[1,3]}         | contexts.a[]",
                "{\"a\":[1,2]}       | {\"a\":[2,1]}         | contexts.a[]",
            })
    void jsonColumnsAreComparedAsValues(String expected, String actual, String path) {
        // when
        List<Difference> differences = RecordComparison.events(
                row(Map.of(AtomicField.CONTEXTS, expected)), row(Map.of(AtomicField.CONTEXTS, actual)));

        // then
        assertThat(differences.stream().map(Difference::path).distinct())
                .isEqualTo(path == null ? List.of() : List.of(path));
    }

    @Test
    void badRowsMayHaveTheirParametersInAnyOrder() {
        String one = badRow("{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"b\",\"value\":null}");
        String other = badRow("{\"name\":\"b\",\"value\":null},{\"name\":\"a\",\"value\":\"1\"}");

        assertThat(RecordComparison.badRows(one, other)).isEmpty();
    }

    @Test
    void badRowsMustHaveTheSameParameters() {
        String one = badRow("{\"name\":\"a\",\"value\":\"1\"}");
        String other = badRow("{\"name\":\"a\",\"value\":\"2\"}");

        assertThat(RecordComparison.badRows(one, other))
                .containsExactly(new Difference(".data.payload.raw.parameters[].value", "\"1\"", "\"2\""));
    }

    private static String row(Map<AtomicField, String> values) {
        return String.join(
                "\t",
                AtomicField.all().stream()
                        .map(field -> values.getOrDefault(field, ""))
                        .toList());
    }

    private static String badRow(String parameters) {
        return """
                {"schema":"x","data":{"processor":{"artifact":"%s"},"failure":{},"payload":{"enriched":{"v_etl":"%s"},\
                "raw":{"parameters":[%s]}}}}"""
                .formatted(parameters.hashCode(), parameters.hashCode(), parameters);
    }
}
