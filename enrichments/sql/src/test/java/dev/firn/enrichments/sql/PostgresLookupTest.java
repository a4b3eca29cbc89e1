package dev.firn.enrichments.sql;

import static dev.firn.enrichments.sql.Examples.data;
import static dev.firn.enrichments.sql.Examples.errors;
import static dev.firn.enrichments.sql.Examples.krasnoyarsk;
import static dev.firn.enrichments.sql.Examples.london;
import static dev.firn.enrichments.sql.Examples.lookup;
import static dev.firn.enrichments.sql.Examples.newYork;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentContract;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Resources;
import dev.firn.enrichments.spi.Settings;
import dev.firn.serdes.event.AtomicField;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresLookupTest extends EnrichmentContract {

    private static final EventView EMPTY = EventFixture.event().view();
    private static final String FAILED = "Error while executing the sql lookup";
    private static final Map<String, String> SHORT = Map.of("sql-query.connection-timeout", "PT0.5S");

    private static PostgresServer server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = PostgresServer.get();
    }

    @Override
    protected Enrichment enrichment() {
        return new SqlQueryFactory()
                .create(
                        Configs.parameters(Examples.parameters(
                                server.config(),
                                "{\"placeholder\":1,\"pojo\":{\"field\":\"app_id\"}}",
                                "SELECT 'a' AS name, 'b' AS value WHERE ? <> 'web'",
                                "AT_MOST_ONE",
                                "ALL_ROWS",
                                "AS_IS",
                                "iglu:org.ietf/http_header/jsonschema/1-0-0",
                                false)),
                        Configs.RESOURCES);
    }

    @Test
    void answersTheWorkedExamples() {
        try (Enrichment lookup =
                lookup(server.config(), Examples.INPUTS, Examples.QUERY, "AT_MOST_ONE", "ALL_ROWS", "CAMEL_CASE")) {
            assertThat(data(lookup, krasnoyarsk().view()))
                    .containsExactly("{\"city\":\"Krasnoyarsk\",\"country\":\"Russia\",\"pk\":1}");
            assertThat(data(lookup, london("bob").view()))
                    .containsExactly("{\"city\":\"London\",\"country\":\"England\",\"pk\":2}");
            assertThat(data(lookup, newYork().view()))
                    .containsExactly("{\"city\":\"New York\",\"country\":\"USA\",\"pk\":3}");
            assertThat(data(
                            lookup,
                            london("eve").context(Examples.session("bob")).view()))
                    .as("the later input wins")
                    .containsExactly("{\"city\":\"London\",\"country\":\"England\",\"pk\":2}");
            assertThat(data(lookup, london("eve").view())).isEmpty();
            assertThat(data(
                            lookup,
                            krasnoyarsk().with(AtomicField.GEO_CITY, null).view()))
                    .as("a gap at 1")
                    .isEmpty();
            assertThat(data(
                            lookup,
                            krasnoyarsk().with(AtomicField.USER_ID, null).view()))
                    .as("a gap at 3")
                    .isEmpty();
        }
    }

    @Test
    void namesTheSchemaConfigured() {
        try (Enrichment lookup = lookup(server.config(), "", "SELECT 1 AS a", "AT_MOST_ONE", "ALL_ROWS", "AS_IS")) {
            assertThat(((EnrichmentResult.Changes) lookup.enrich(EMPTY)).contexts())
                    .singleElement()
                    .satisfies(context -> assertThat(context.schema()).hasToString(Examples.SCHEMA));
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            SELECT 42 AS "singleColumn"                           | {"singleColumn":42}
            SELECT 25.0::numeric AS a                             | {"a":25.0}
            SELECT 1.5::float8 AS a, 'NaN'::float8 AS b           | {"a":1.5,"b":null}
            SELECT 9223372036854775807 AS a, 7::smallint AS b     | {"a":9223372036854775807,"b":7}
            SELECT true AS a, null::text AS b, 'x'::char(3) AS c  | {"a":true,"b":null,"c":"x  "}
            SELECT '{"k": [1, 2.50]}'::json AS a, '{"k":1}'::jsonb AS b, null::jsonb AS c | {"a":{"k":[1,2.50]},"b":{"k":1},"c":null}
            SELECT '01234567-89ab-cdef-0123-456789abcdef'::uuid AS a | {"a":"01234567-89ab-cdef-0123-456789abcdef"}
            SELECT date '2016-06-10' AS a, '12'::text AS b        | {"a":"2016-06-10T00:00:00.000Z","b":"12"}
            SELECT timestamp '2016-06-10 11:12:13.5' AS a         | {"a":"2016-06-10 11:12:13.5"}
            SELECT '\\x01ab'::bytea AS a, array[1,2] AS b         | {"a":"\\\\x01ab","b":"{1,2}"}
            SELECT 1 AS a, 2 AS a                                 | {"a":2}
            """)
    void turnsTypesIntoJson(String sql, String expected) {
        try (Enrichment lookup = lookup(server.config(), "", sql, "AT_MOST_ONE", "ALL_ROWS", "AS_IS")) {
            assertThat(data(lookup, EMPTY)).containsExactly(expected);
        }
    }

    @ParameterizedTest(name = "{0} {1} of {2} rows: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ALL_ROWS   | AT_LEAST_ONE  | 2 | [[{"i":1},{"i":2}]]
            ALL_ROWS   | AT_LEAST_ONE  | 1 | [[{"i":1}]]
            ALL_ROWS   | AT_LEAST_ONE  | 0 | at least one row was expected. 0 given instead
            ALL_ROWS   | AT_LEAST_ZERO | 0 | [[]]
            ALL_ROWS   | EXACTLY_ONE   | 1 | [{"i":1}]
            ALL_ROWS   | EXACTLY_ONE   | 0 | exactly one row was expected
            ALL_ROWS   | EXACTLY_ONE   | 2 | exactly one row was expected
            ALL_ROWS   | AT_MOST_ONE   | 1 | [{"i":1}]
            ALL_ROWS   | AT_MOST_ONE   | 0 | []
            ALL_ROWS   | AT_MOST_ONE   | 2 | at most one row was expected
            EVERY_ROW  | AT_LEAST_ZERO | 3 | [{"i":1}, {"i":2}, {"i":3}]
            EVERY_ROW  | AT_LEAST_ZERO | 0 | []
            EVERY_ROW  | AT_LEAST_ONE  | 0 | at least one row was expected. 0 given instead
            EVERY_ROW  | EXACTLY_ONE   | 1 | [{"i":1}]
            EVERY_ROW  | AT_MOST_ONE   | 2 | at most one row was expected
            """)
    void turnsRowsIntoContexts(String describes, String rows, int count, String expected) {
        String sql = "SELECT i FROM generate_series(1, " + count + ") AS i";
        try (Enrichment lookup = lookup(server.config(), "", sql, rows, describes, "AS_IS")) {
            if (expected.startsWith("[")) {
                assertThat(data(lookup, EMPTY)).hasToString(expected);
            } else {
                assertThat(errors(lookup.enrich(EMPTY))).containsExactly(FAILED, "SQL Query Enrichment: " + expected);
            }
        }
    }

    @Test
    void refusesMoreRowsThanAllowed() {
        String sql = "SELECT i FROM generate_series(1, 4) AS i";
        try (Enrichment lookup = lookup(
                server.config(),
                "",
                sql,
                "AT_LEAST_ONE",
                "ALL_ROWS",
                "AS_IS",
                false,
                Map.of("sql-query.max-rows", "3"))) {
            assertThat(errors(lookup.enrich(EMPTY))).containsExactly(FAILED, "the answer has more than 3 rows");
        }
    }

    @ParameterizedTest
    @CsvSource({"SELECT 1 WHERE ? = ?", "SELECT 1"})
    void attachesNothingWhenTheStatementTakesAnotherNumberOfParameters(String sql) {
        try (Enrichment lookup = lookup(
                server.config(),
                "{\"placeholder\":1,\"pojo\":{\"field\":\"user_id\"}}",
                sql,
                "EXACTLY_ONE",
                "ALL_ROWS",
                "AS_IS")) {
            EventView event =
                    EventFixture.event().with(AtomicField.USER_ID, "a").view();
            assertThat(data(lookup, event)).isEmpty();
            assertThat(data(lookup, event)).isEmpty();
        }
    }

    @Test
    void tellsOfAWrongPasswordWithoutShowingIt() {
        String database = PostgresServer.config(server.port(), "wrong-secret");
        try (Enrichment lookup =
                lookup(database, "", "SELECT 1 AS a", "AT_MOST_ONE", "ALL_ROWS", "AS_IS", false, SHORT)) {
            List<String> errors = errors(lookup.enrich(EMPTY));
            assertThat(errors).hasSize(2);
            assertThat(errors.get(0)).isEqualTo(FAILED);
            assertThat(errors.get(1)).contains("password authentication failed").doesNotContain("wrong-secret");
        }
    }

    @Test
    void keepsQuietAboutErrorsWhenToldSo() {
        String database = PostgresServer.config(server.port(), "wrong-secret");
        try (Enrichment lookup =
                lookup(database, "", "SELECT 1 AS a", "AT_MOST_ONE", "ALL_ROWS", "AS_IS", true, SHORT)) {
            assertThat(lookup.enrich(EMPTY)).isEqualTo(EnrichmentResult.unchanged());
        }
    }

    @Test
    void tellsWhatTheDatabaseDislikes() {
        try (Enrichment lookup =
                lookup(server.config(), "", "SELECT * FROM nowhere", "AT_MOST_ONE", "ALL_ROWS", "AS_IS")) {
            assertThat(errors(lookup.enrich(EMPTY)).get(1)).contains("relation \"nowhere\" does not exist");
        }
    }

    @Test
    void mayNotWrite() {
        String sql = "INSERT INTO sce_enrichment_test (pk) VALUES (9) RETURNING pk";
        try (Enrichment lookup = lookup(server.config(), "", sql, "AT_MOST_ONE", "ALL_ROWS", "AS_IS")) {
            assertThat(errors(lookup.enrich(EMPTY)).get(1)).contains("read-only transaction");
        }
    }

    @Test
    void endsSlowQueries() {
        try (Enrichment lookup = lookup(
                server.config(),
                "",
                "SELECT pg_sleep(30)",
                "AT_MOST_ONE",
                "ALL_ROWS",
                "AS_IS",
                false,
                Map.of("sql-query.query-timeout", "PT1S"))) {
            long start = System.nanoTime();
            assertThat(errors(lookup.enrich(EMPTY)).get(1)).contains("canceling statement");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void remembersAnswersAndErrors() {
        // the database counts its own queries
        Instant[] now = {Instant.parse("2026-01-02T03:04:05Z")};
        String sql = "SELECT clock_timestamp()::text AS at, 1 / (?::int) AS part";
        String parameters = Examples.parameters(
                server.config(),
                "{\"placeholder\":1,\"pojo\":{\"field\":\"txn_id\"}}",
                sql,
                "EXACTLY_ONE",
                "ALL_ROWS",
                "AS_IS",
                Examples.SCHEMA,
                false);
        EventView fine = EventFixture.event().with(AtomicField.TXN_ID, 1).view();
        EventView wrong = EventFixture.event().with(AtomicField.TXN_ID, 0).view();
        try (Enrichment lookup =
                new SqlQueryFactory().create(Configs.parameters(parameters), Resources.of(() -> now[0]))) {
            List<String> first = data(lookup, fine);
            assertThat(errors(lookup.enrich(wrong)).get(1)).contains("division by zero");
            now[0] = now[0].plusSeconds(60);
            assertThat(data(lookup, fine)).isEqualTo(first);
            now[0] = now[0].plusSeconds(1);
            assertThat(data(lookup, fine)).isNotEqualTo(first);
        }
    }

    @Test
    void stopsAskingADatabaseThatIsGoneAndComesBack() throws IOException {
        Instant[] now = {Instant.parse("2026-01-02T03:04:05Z")};
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        String parameters = Examples.parameters(
                PostgresServer.config(nobody, PostgresServer.PASSWORD),
                "{\"placeholder\":1,\"pojo\":{\"field\":\"user_id\"}}",
                "SELECT ? AS a",
                "AT_MOST_ONE",
                "ALL_ROWS",
                "AS_IS",
                Examples.SCHEMA,
                false);
        Settings settings = Settings.of(Map.of(
                "sql-query.connection-timeout", "PT0.25S",
                "sql-query.circuit-failures", "2"));
        try (Enrichment lookup = new SqlQueryFactory()
                .create(
                        Configs.parameters(parameters),
                        Resources.of(() -> now[0]).with(settings))) {
            assertThat(errors(lookup.enrich(user("a"))).get(1)).contains("refused");
            assertThat(errors(lookup.enrich(user("b"))).get(1)).contains("refused");
            assertThat(errors(lookup.enrich(user("c")))).containsExactly(FAILED, "circuit open");
            now[0] = now[0].plusSeconds(10);
            assertThat(errors(lookup.enrich(user("d"))).get(1)).contains("refused");
            assertThat(errors(lookup.enrich(user("e")))).containsExactly(FAILED, "circuit open");
        }
    }

    @Test
    void demandsEncryptionWhenConfigured() {
        String encrypted = server.config().replace("\"sslMode\":false", "\"sslMode\":true");
        for (String verify : List.of("true", "false")) {
            Map<String, String> settings =
                    Map.of("sql-query.connection-timeout", "PT0.5S", "sql-query.verify-server", verify);
            try (Enrichment lookup =
                    lookup(encrypted, "", "SELECT 1 AS a", "AT_MOST_ONE", "ALL_ROWS", "AS_IS", false, settings)) {
                assertThat(errors(lookup.enrich(EMPTY)).get(1)).contains("server does not support SSL");
            }
        }
    }

    private static EventView user(String id) {
        return EventFixture.event().with(AtomicField.USER_ID, id).view();
    }
}
