package dev.firn.enrichments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.IgluError;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.FailureMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The entity that tells, inside an incomplete event, what was refused:
 * {@code iglu:com.snowplowanalytics.snowplow/failure/jsonschema/1-0-0}.
 */
final class FailureEntity {

    static final SchemaKey SCHEMA = SchemaKey.of("iglu:com.snowplowanalytics.snowplow/failure/jsonschema/1-0-0");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FailureEntity() {}

    /**
     * @param schema of the refused entity, if it has one
     * @param data the refused entity; kept only when it is an object
     */
    static SelfDescribingJson of(
            FailureMessage message,
            @Nullable SchemaKey schema,
            @Nullable JsonNode data,
            Instant timestamp,
            BadRow.Processor processor) {
        ObjectNode entity = NODES.objectNode();
        ArrayNode errors = NODES.arrayNode();
        String type = describe(message, errors);
        String source = schema == null ? processor.artifact() : schema.toString();
        errors.forEach(error -> complete((ObjectNode) error, type, source));
        entity.put("failureType", type);
        entity.set("errors", errors);
        entity.put("schema", schema == null ? null : schema.toString());
        entity.set("data", data != null && data.isObject() ? data : NODES.nullNode());
        entity.put("timestamp", timestamp.toString());
        entity.put("componentName", processor.artifact());
        entity.put("componentVersion", processor.version());
        return new SelfDescribingJson(SCHEMA, entity);
    }

    /** Consumers may rely on these two; the rest differs by type. */
    private static void complete(ObjectNode error, String message, String source) {
        if (!error.has("message")) {
            error.put("message", message);
        }
        if (!error.has("source")) {
            error.put("source", source);
        }
    }

    /** Fills in the errors and returns the type. */
    private static String describe(FailureMessage message, ArrayNode errors) {
        if (message instanceof FailureMessage.IgluFailure iglu) {
            return describe(iglu.error(), errors);
        }
        if (message instanceof FailureMessage.InputData input) {
            errors.addObject().put("message", input.expectation()).put("source", input.field());
            return "EnrichmentError";
        }
        if (message instanceof FailureMessage.NotIglu notIglu) {
            errors.addObject().put("message", notIglu.error().name());
            return "NotIglu";
        }
        if (message instanceof FailureMessage.CriterionMismatch mismatch) {
            errors.addObject().put("message", "expected " + mismatch.schemaCriterion());
            return "CriterionMismatch";
        }
        if (message instanceof FailureMessage.Simple simple) {
            errors.addObject().put("message", simple.error());
            return "EnrichmentError";
        }
        errors.addObject().put("message", message.getClass().getSimpleName());
        return message.getClass().getSimpleName();
    }

    private static String describe(IgluError error, ArrayNode errors) {
        ObjectNode json = error.toJson();
        for (String list : new String[] {"lookupHistory", "dataReports", "schemaIssues"}) {
            json.path(list).forEach(errors::add);
        }
        return error instanceof IgluError.Resolution ? "ResolutionError" : "ValidationError";
    }
}
