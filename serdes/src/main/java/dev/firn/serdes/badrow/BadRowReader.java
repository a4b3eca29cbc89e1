package dev.firn.serdes.badrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.badrow.BadRow.AdapterFailure;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailures;
import dev.firn.serdes.badrow.BadRow.Failure;
import dev.firn.serdes.badrow.BadRow.FormatViolation;
import dev.firn.serdes.badrow.BadRow.GenericError;
import dev.firn.serdes.badrow.BadRow.Kind;
import dev.firn.serdes.badrow.BadRow.Processor;
import dev.firn.serdes.badrow.BadRow.SchemaViolations;
import dev.firn.serdes.badrow.BadRow.SizeViolation;
import java.time.Instant;

/** Reads the kinds of bad rows we write, also of other engines: any revision of a kind's model will do. */
final class BadRowReader {

    private BadRowReader() {}

    static DecodedBadRow read(JsonNode json) {
        try {
            Members row = new Members(json);
            Kind kind = kind(row.schemaKey("schema"));
            Members data = row.object("data");
            Members processor = data.object("processor");
            return new DecodedBadRow.Row(new BadRow(
                    new Processor(processor.text("artifact"), processor.text("version")),
                    failure(kind, data.object("failure")),
                    PayloadReader.read(kind, data)));
        } catch (UnreadableException e) {
            return new DecodedBadRow.Unreadable(e.reason());
        }
    }

    private static Kind kind(SchemaKey schema) {
        for (Kind kind : Kind.values()) {
            if (kind.schema().vendor().equals(schema.vendor())
                    && kind.schema().name().equals(schema.name())
                    && kind.schema().version().model() == schema.version().model()) {
                return kind;
            }
        }
        throw new UnreadableException("unknown kind: " + schema);
    }

    private static Failure failure(Kind kind, Members failure) {
        Instant timestamp = failure.instant("timestamp");
        return switch (kind) {
            case COLLECTOR_PAYLOAD_FORMAT_VIOLATION ->
                new FormatViolation(timestamp, failure.text("loader"), MessageReader.read(failure.object("message")));
            case ADAPTER_FAILURES, TRACKER_PROTOCOL_VIOLATIONS ->
                new AdapterFailure(
                        kind,
                        timestamp,
                        failure.text("vendor"),
                        failure.text("version"),
                        failure.objects("messages", MessageReader::read));
            case SCHEMA_VIOLATIONS -> new SchemaViolations(timestamp, failure.objects("messages", MessageReader::read));
            case ENRICHMENT_FAILURES ->
                new EnrichmentFailures(timestamp, failure.objects("messages", BadRowReader::enrichmentFailure));
            case GENERIC_ERROR -> new GenericError(timestamp, failure.texts("errors"));
            case SIZE_VIOLATION ->
                new SizeViolation(
                        timestamp,
                        failure.integer("maximumAllowedSizeBytes"),
                        failure.integer("actualSizeBytes"),
                        failure.text("expectation"));
        };
    }

    private static EnrichmentFailure enrichmentFailure(Members failure) {
        FailureMessage message = MessageReader.read(failure.object("message"));
        if (failure.any("enrichment").isNull()) {
            return new EnrichmentFailure(null, message);
        }
        Members source = failure.object("enrichment");
        return new EnrichmentFailure(
                new EnrichmentFailure.Source(source.schemaKey("schemaKey"), source.text("identifier")), message);
    }
}
