package dev.firn.serdes.badrow;

import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of input that is no good event: which program refused it, why, and the input itself.
 *
 * <p>Immutable. {@link BadRowJson} writes it as Snowplow's self-describing bad-row JSON.
 */
public record BadRow(Processor processor, Failure failure, Payload payload) {

    /** The kinds of bad rows with their schemas; the one list of them. */
    public enum Kind {
        COLLECTOR_PAYLOAD_FORMAT_VIOLATION("collector_payload_format_violation/jsonschema/1-0-0"),
        ADAPTER_FAILURES("adapter_failures/jsonschema/1-0-0"),
        TRACKER_PROTOCOL_VIOLATIONS("tracker_protocol_violations/jsonschema/1-0-1"),
        SCHEMA_VIOLATIONS("schema_violations/jsonschema/2-0-1"),
        ENRICHMENT_FAILURES("enrichment_failures/jsonschema/2-0-1"),
        GENERIC_ERROR("generic_error/jsonschema/1-0-0"),
        SIZE_VIOLATION("size_violation/jsonschema/1-0-0");

        private final SchemaKey schema;

        Kind(String path) {
            this.schema = SchemaKey.of("iglu:com.snowplowanalytics.snowplow.badrows/" + path);
        }

        public SchemaKey schema() {
            return schema;
        }
    }

    /**
     * The program that refused the input.
     *
     * @param artifact at most 64 characters
     * @param version starts with three numbers, like {@code 0.1.0}; at most 32 characters
     */
    public record Processor(String artifact, String version) {}

    /** Why, and when. */
    public sealed interface Failure {
        Kind kind();

        Instant timestamp();
    }

    /** A record that could not be loaded; {@code message} is an {@code InputData} or a {@code Simple}. */
    public record FormatViolation(Instant timestamp, String loader, FailureMessage message) implements Failure {
        @Override
        public Kind kind() {
            return Kind.COLLECTOR_PAYLOAD_FORMAT_VIOLATION;
        }
    }

    /**
     * A payload that its adapter refused.
     *
     * @param kind {@link Kind#ADAPTER_FAILURES} or {@link Kind#TRACKER_PROTOCOL_VIOLATIONS}
     */
    public record AdapterFailure(
            Kind kind, Instant timestamp, String vendor, String version, List<FailureMessage> messages)
            implements Failure {
        public AdapterFailure {
            messages = List.copyOf(messages);
        }
    }

    /** Input JSON that does not fit its schemas. */
    public record SchemaViolations(Instant timestamp, List<FailureMessage> messages) implements Failure {
        public SchemaViolations {
            messages = List.copyOf(messages);
        }

        @Override
        public Kind kind() {
            return Kind.SCHEMA_VIOLATIONS;
        }
    }

    /** Parameters, derived fields or enrichments that failed. */
    public record EnrichmentFailures(Instant timestamp, List<EnrichmentFailure> messages) implements Failure {
        public EnrichmentFailures {
            messages = List.copyOf(messages);
        }

        @Override
        public Kind kind() {
            return Kind.ENRICHMENT_FAILURES;
        }
    }

    /** A bug: the stack trace texts. */
    public record GenericError(Instant timestamp, List<String> errors) implements Failure {
        public GenericError {
            errors = List.copyOf(errors);
        }

        @Override
        public Kind kind() {
            return Kind.GENERIC_ERROR;
        }
    }

    /** A result too big for a record. Sizes are encoded bytes. */
    public record SizeViolation(Instant timestamp, int maximumAllowedSizeBytes, int actualSizeBytes, String expectation)
            implements Failure {
        @Override
        public Kind kind() {
            return Kind.SIZE_VIOLATION;
        }
    }

    /**
     * One failure inside {@link EnrichmentFailures}.
     *
     * @param enrichment which enrichment; null for steps that cannot be configured
     */
    public record EnrichmentFailure(@Nullable Source enrichment, FailureMessage message) {

        /**
         * @param schemaKey of the enrichment's configuration, or of the context that did not validate
         * @param identifier the enrichment's name in bad rows
         */
        public record Source(SchemaKey schemaKey, String identifier) {}
    }

    /** The input, as far as it was understood. */
    public sealed interface Payload {

        /** Text: base64 of the record, or the beginning of an oversized row. */
        record Raw(String text) implements Payload {}

        /** A payload that loaded but was not adapted. */
        record Collector(NormalizedPayload payload) implements Payload {}

        /** An event that was on its way. */
        record Enrichment(EnrichedEvent enriched, RawEvent raw) implements Payload {}
    }
}
