package dev.firn.enrichments.sql;

import static dev.firn.enrichments.sql.Examples.data;
import static dev.firn.enrichments.sql.Examples.errors;
import static dev.firn.enrichments.sql.Examples.krasnoyarsk;
import static dev.firn.enrichments.sql.Examples.london;
import static dev.firn.enrichments.sql.Examples.lookup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through MySQL's own driver, on a MariaDB server; skipped where there is none. */
class MysqlLookupTest {

    private static final EventView EMPTY = EventFixture.event().view();

    private static Optional<MariadbServer> server = Optional.empty();

    @BeforeAll
    static void start() throws IOException, InterruptedException, SQLException {
        server = MariadbServer.start();
        assumeThat(server)
                .as("programs mariadbd and mariadb-install-db on the PATH (apt-get install mariadb-server)")
                .isPresent();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @Test
    void answersTheWorkedExamples() {
        String sql = Examples.QUERY.replace(";", "");
        try (Enrichment lookup = lookup(config(), Examples.INPUTS, sql, "AT_MOST_ONE", "ALL_ROWS", "CAMEL_CASE")) {
            assertThat(data(lookup, krasnoyarsk().view()))
                    .containsExactly("{\"city\":\"Krasnoyarsk\",\"country\":\"Russia\",\"pk\":1}");
            assertThat(data(
                            lookup,
                            london("eve").context(Examples.session("bob")).view()))
                    .containsExactly("{\"city\":\"London\",\"country\":\"England\",\"pk\":2}");
            assertThat(data(lookup, london("eve").view())).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            SELECT 42 AS singleColumn                         | {"singleColumn":42}
            SELECT CAST(25 AS DECIMAL(4,1)) AS a, NULL AS b   | {"a":25.0,"b":null}
            SELECT CAST(18446744073709551615 AS UNSIGNED) AS a | {"a":18446744073709551615}
            SELECT '12' AS a, DATE '2016-06-10' AS b          | {"a":"12","b":"2016-06-10T00:00:00.000Z"}
            SELECT TIMESTAMP '2016-06-10 11:12:13' AS a       | {"a":"2016-06-10T11:12:13"}
            """)
    void turnsTypesIntoJson(String sql, String expected) {
        try (Enrichment lookup = lookup(config(), "", sql, "AT_MOST_ONE", "ALL_ROWS", "AS_IS")) {
            assertThat(data(lookup, EMPTY)).containsExactly(expected);
        }
    }

    @Test
    void tellsOfAWrongPasswordWithoutShowingIt() {
        try (Enrichment lookup = lookup(
                config().replace(MariadbServer.PASSWORD, "wrong-secret"),
                "",
                "SELECT 1",
                "AT_MOST_ONE",
                "ALL_ROWS",
                "AS_IS",
                false,
                Map.of("sql-query.connection-timeout", "PT0.5S"))) {
            List<String> errors = errors(lookup.enrich(EMPTY));
            assertThat(errors.get(1)).contains("Access denied").doesNotContain("wrong-secret");
        }
    }

    @Test
    void endsSlowQueries() {
        try (Enrichment lookup = lookup(
                config(),
                "",
                "SELECT SLEEP(30) AS a, BENCHMARK(100000000000, 1) AS b",
                "AT_MOST_ONE",
                "ALL_ROWS",
                "AS_IS",
                false,
                Map.of("sql-query.query-timeout", "PT1S"))) {
            assertThat(errors(lookup.enrich(EMPTY))).hasSize(2);
        }
    }

    private static String config() {
        return server.orElseThrow().config();
    }
}
