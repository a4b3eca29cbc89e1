package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.spi.Configs;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.badrow.FailureMessage;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the outcomes of a record apart. */
final class Outcomes {

    private Outcomes() {}

    /** The event of a record that holds one, which must be good. */
    static EnrichedEvent good(EventPipeline pipeline, CollectorRecord record) {
        return good(only(pipeline, record));
    }

    /** The bad row of a record that gives one. */
    static BadRow bad(EventPipeline pipeline, CollectorRecord record) {
        return bad(only(pipeline, record));
    }

    static Outcome only(EventPipeline pipeline, CollectorRecord record) {
        List<Outcome> outcomes = pipeline.process(record.bytes());
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    static EnrichedEvent good(Outcome outcome) {
        assertThat(outcome)
                .as(() -> outcome instanceof Outcome.Bad bad ? text(bad.row()) : "" + outcome)
                .isInstanceOf(Outcome.Good.class);
        return ((Outcome.Good) outcome).event();
    }

    static BadRow bad(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Bad.class);
        return ((Outcome.Bad) outcome).row();
    }

    /** The column as a row shows it. */
    static @Nullable String column(EnrichedEvent event, AtomicField field) {
        return EnrichedTsv.text(event, field);
    }

    static String text(BadRow row) {
        return new String(BadRowJson.encode(row), StandardCharsets.UTF_8);
    }

    /** The row as consumers read it. */
    static JsonNode json(BadRow row) {
        return Configs.json(text(row));
    }

    /** {@code data.failure.messages} as text. */
    static String messages(BadRow row) {
        return JsonText.write(json(row).at("/data/failure/messages"));
    }

    static String kind(BadRow row) {
        return row.failure().kind().schema().name();
    }

    /** What the row says of fields, one message per enrichment failure. */
    static List<FailureMessage> enrichmentMessages(BadRow row) {
        return ((BadRow.EnrichmentFailures) row.failure())
                .messages().stream().map(BadRow.EnrichmentFailure::message).toList();
    }

    static List<FailureMessage> schemaMessages(BadRow row) {
        return ((BadRow.SchemaViolations) row.failure()).messages();
    }

    /** The event inside the row as it was when it was refused. */
    static EnrichedEvent enriched(BadRow row) {
        return ((BadRow.Payload.Enrichment) row.payload()).enriched();
    }
}
