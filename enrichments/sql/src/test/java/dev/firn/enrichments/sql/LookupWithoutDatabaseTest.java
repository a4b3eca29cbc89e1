package dev.firn.enrichments.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.spi.Configs;
import dev.firn.enrichments.spi.Enrichment;
import dev.firn.enrichments.spi.EnrichmentResult;
import dev.firn.enrichments.spi.EventFixture;
import dev.firn.enrichments.spi.EventView;
import dev.firn.enrichments.spi.Settings;
import dev.firn.serdes.badrow.FailureMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What needs no database, or must do without. */
class LookupWithoutDatabaseTest {

    private static final EventView EMPTY = EventFixture.event().view();

    @Test
    void theCacheHoldsNoLongTexts() {
        // given
        String text = "x".repeat(100_000);
        // when
        List<Object> key = SqlQueryEnrichment.key(List.of(1, text, "short", true));
        // then
        assertThat(key)
                .isEqualTo(SqlQueryEnrichment.key(List.of(1, new String(text), "short", true)))
                .isNotEqualTo(SqlQueryEnrichment.key(List.of(1, text + "y", "short", true)))
                .isNotEqualTo(SqlQueryEnrichment.key(List.of("1", text, "short", true)))
                .doesNotContain(text)
                .contains(1, "short", true);
    }

    @Test
    void anInterruptIsNotRemembered() {
        try (Enrichment lookup = lookup()) {
            // when
            Thread.currentThread().interrupt();
            List<String> interrupted = errors(lookup.enrich(EMPTY));
            boolean stillInterrupted = Thread.interrupted();
            List<String> next = errors(lookup.enrich(EMPTY));
            // then
            assertThat(stillInterrupted).isTrue();
            assertThat(interrupted).containsExactly("Error while executing the sql lookup", "interrupted");
            assertThat(next).hasSize(2).doesNotContain("interrupted", "circuit open");
        } finally {
            Thread.interrupted();
        }
    }

    private static Enrichment lookup() {
        String nowhere =
                """
                {"postgresql":{"host":"127.0.0.1","port":1,"sslMode":false,"username":"u","password":"s3cret","database":"d"}}""";
        Map<String, String> settings =
                Map.of("sql-query.connection-timeout", "PT0.5S", "sql-query.circuit-failures", "1");
        return new SqlQueryFactory()
                .create(
                        Configs.parameters(Examples.parameters(
                                nowhere, "", "SELECT 1", "AT_MOST_ONE", "ALL_ROWS", "AS_IS", Examples.SCHEMA, false)),
                        Configs.RESOURCES.with(Settings.of(settings)));
    }

    private static List<String> errors(EnrichmentResult result) {
        return ((EnrichmentResult.Failed) result)
                .messages().stream()
                        .map(message -> ((FailureMessage.Simple) message).error())
                        .toList();
    }
}
