package dev.firn.serdes.badrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.registry.IgluError;
import dev.firn.registry.LookupHistory;
import dev.firn.registry.ParseError;
import dev.firn.registry.RegistryError;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SchemaIssue;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SchemaVer;
import dev.firn.registry.ValidationReport;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.BadRow.AdapterFailure;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailures;
import dev.firn.serdes.badrow.BadRow.Failure;
import dev.firn.serdes.badrow.BadRow.FormatViolation;
import dev.firn.serdes.badrow.BadRow.GenericError;
import dev.firn.serdes.badrow.BadRow.Kind;
import dev.firn.serdes.badrow.BadRow.Payload;
import dev.firn.serdes.badrow.BadRow.Processor;
import dev.firn.serdes.badrow.BadRow.SchemaViolations;
import dev.firn.serdes.badrow.BadRow.SizeViolation;
import dev.firn.serdes.badrow.FailureMessage.CriterionMismatch;
import dev.firn.serdes.badrow.FailureMessage.IgluFailure;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import dev.firn.serdes.badrow.FailureMessage.NotIglu;
import dev.firn.serdes.badrow.FailureMessage.NotJson;
import dev.firn.serdes.badrow.FailureMessage.SchemaMapping;
import dev.firn.serdes.badrow.FailureMessage.Simple;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.Events;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import dev.firn.serdes.payload.Parameters;
import dev.firn.serdes.payload.RawEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Bad rows of every kind, with every message and payload that the kind may hold. */
public final class Samples {

    static final Processor PROCESSOR = new Processor("firn", "0.1.0");
    static final Instant NOW = Instant.parse("2023-11-14T22:13:22.123456Z");

    private static final SchemaKey SCHEMA = SchemaKey.of("iglu:com.acme/x/jsonschema/1-0-0");
    private static final InputData INPUT_DATA = new InputData("tid", "10.0", "cannot be converted");
    private static final InputData NO_VALUE = new InputData("querystring", null, "empty querystring");
    private static final NotJson NOT_JSON = new NotJson("body", "{", "invalid json: exhausted input");
    private static final NotIglu NOT_IGLU = new NotIglu(Events.json("{\"not\":1.00}"), ParseError.INVALID_DATA_PAYLOAD);
    private static final SchemaMapping SCHEMA_MAPPING = new SchemaMapping(
            null, Map.of("open", SchemaKey.of("iglu:com.sendgrid/open/jsonschema/3-0-0")), "no schema");
    private static final CriterionMismatch MISMATCH = new CriterionMismatch(
            SCHEMA, SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-*"));
    private static final IgluFailure UNRESOLVED = new IgluFailure(
            SCHEMA,
            new IgluError.Resolution(List.of(
                    new LookupHistory("Iglu Central", Set.of(new RegistryError.NotFound()), 1, NOW),
                    new LookupHistory("Mirror", Set.of(new RegistryError.RepoFailure("down")), 2, NOW),
                    new LookupHistory("Own", Set.of(new RegistryError.ClientFailure("403")), 3, NOW))));
    private static final IgluFailure INVALID = new IgluFailure(
            SCHEMA,
            new IgluError.InvalidData(
                    List.of(
                            new ValidationReport("$.p: is missing but it is required", "$", "required", List.of("p")),
                            new ValidationReport("too deep", null, null, List.of())),
                    new SchemaVer(1, 0, 1)));
    private static final IgluFailure INVALID_SCHEMA =
            new IgluFailure(SCHEMA, new IgluError.InvalidSchema(List.of(new SchemaIssue("$", "no schema")), null));

    private static final RawEvent.Api API = new RawEvent.Api("com.snowplowanalytics.snowplow", "tp2");
    private static final RawEvent.Source SOURCE = new RawEvent.Source("ssc-2.9.2-kafka", UTF_8, "c.example.com");
    private static final RawEvent.RequestContext CONTEXT = new RawEvent.RequestContext(
            1_700_000_001_000L,
            "203.0.113.9",
            "UA",
            "https://ref.example.com/",
            List.of("Host: c.example.com"),
            UUID.fromString("75a13583-5c99-40e3-81fc-541084dfc784"));
    private static final RawEvent.RequestContext BARE_CONTEXT =
            new RawEvent.RequestContext(0, null, null, null, List.of(), null);
    private static final List<Parameter> PARAMETERS = List.of(new Parameter("e", "pv"), new Parameter("flag", null));

    static final RawEvent RAW = new RawEvent(API, Parameters.of(PARAMETERS), "application/json", SOURCE, CONTEXT);

    private Samples() {}

    public static List<BadRow> all() {
        Payload record = new Payload.Raw("CwBkAAAACDEwLjAuMC4x");
        Payload full = new Payload.Collector(
                new NormalizedPayload(API, PARAMETERS, "application/json", Utf8Text.of("{}"), SOURCE, CONTEXT));
        Payload bare = new Payload.Collector(
                new NormalizedPayload(API, List.of(), null, null, new RawEvent.Source("", UTF_8, null), BARE_CONTEXT));
        Payload event = new Payload.Enrichment(Events.full(), RAW);
        Payload emptyEvent = new Payload.Enrichment(
                EnrichedEvent.builder().build(),
                new RawEvent(API, Parameters.of(List.of()), null, new RawEvent.Source("", UTF_8, null), BARE_CONTEXT));
        return List.of(
                row(new FormatViolation(NOW, "thrift", new InputData("path", "/x", "path does not match")), record),
                row(new FormatViolation(NOW, "thrift", new InputData("path", null, "no path")), record),
                row(new FormatViolation(NOW, "thrift", new Simple("error deserializing raw event: x")), record),
                row(adapter(Kind.ADAPTER_FAILURES, INPUT_DATA, NO_VALUE, NOT_JSON, NOT_IGLU, SCHEMA_MAPPING), full),
                row(adapter(Kind.ADAPTER_FAILURES, NO_VALUE), bare),
                row(
                        adapter(
                                Kind.TRACKER_PROTOCOL_VIOLATIONS,
                                INPUT_DATA,
                                NOT_JSON,
                                NOT_IGLU,
                                MISMATCH,
                                UNRESOLVED,
                                INVALID,
                                INVALID_SCHEMA),
                        full),
                row(
                        new SchemaViolations(
                                NOW, List.of(NOT_JSON, NOT_IGLU, MISMATCH, UNRESOLVED, INVALID, INVALID_SCHEMA)),
                        event),
                row(
                        new EnrichmentFailures(
                                NOW,
                                List.of(
                                        new EnrichmentFailure(null, INPUT_DATA),
                                        new EnrichmentFailure(null, new Simple("Field v_tracker longer")),
                                        new EnrichmentFailure(
                                                new EnrichmentFailure.Source(SCHEMA, "enrichments-contexts-validation"),
                                                INVALID))),
                        emptyEvent),
                row(new GenericError(NOW, List.of("java.lang.IllegalStateException\n\tat x")), record),
                row(new SizeViolation(NOW, 1_000_000, 1_200_456, "event passed enrichment but"), record));
    }

    private static AdapterFailure adapter(Kind kind, FailureMessage... messages) {
        return new AdapterFailure(kind, NOW, API.vendor(), API.version(), List.of(messages));
    }

    private static BadRow row(Failure failure, Payload payload) {
        return new BadRow(PROCESSOR, failure, payload);
    }
}
