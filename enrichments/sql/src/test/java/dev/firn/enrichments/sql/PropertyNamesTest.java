package dev.firn.enrichments.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyNamesTest {

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "AS_IS, some_column, some_column",
        "AS_IS, SomeColumn, SomeColumn",
        "AS_IS, col_2a, col_2a",
        "CAMEL_CASE, some_column, someColumn",
        "CAMEL_CASE, SomeColumn, SomeColumn",
        "CAMEL_CASE, Some_Column, Some_Column",
        "CAMEL_CASE, col_2a, col2a",
        "CAMEL_CASE, some__column, some_Column",
        "CAMEL_CASE, column_, column_",
        "CAMEL_CASE, _column, Column",
        "CAMEL_CASE, '', ''",
        "PASCAL_CASE, some_column, SomeColumn",
        "PASCAL_CASE, SomeColumn, SomeColumn",
        "PASCAL_CASE, Some_Column, Some_Column",
        "PASCAL_CASE, col_2a, Col2a",
        "PASCAL_CASE, '', ''",
        "SNAKE_CASE, some_column, some_column",
        "SNAKE_CASE, SomeColumn, _some_column",
        "SNAKE_CASE, Some_Column, _some__column",
        "SNAKE_CASE, col_2a, col__2a",
        "LOWER_CASE, SomeColumn, somecolumn",
        "LOWER_CASE, Some_Column, some_column",
        "UPPER_CASE, some_column, SOME_COLUMN",
        "UPPER_CASE, SomeColumn, SOMECOLUMN",
        "UPPER_CASE, Some_Column, SOME_COLUMN",
        "UPPER_CASE, col_2a, COL_2A"
    })
    void spellsColumnsAsProperties(PropertyNames rule, String column, String property) {
        assertThat(rule.of(column)).isEqualTo(property);
    }
}
