package dev.firn.serdes.badrow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.badrow.BadRow.AdapterFailure;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailure;
import dev.firn.serdes.badrow.BadRow.EnrichmentFailures;
import dev.firn.serdes.badrow.BadRow.Failure;
import dev.firn.serdes.badrow.BadRow.FormatViolation;
import dev.firn.serdes.badrow.BadRow.GenericError;
import dev.firn.serdes.badrow.BadRow.SchemaViolations;
import dev.firn.serdes.badrow.BadRow.SizeViolation;

/**
 * Bad rows as Snowplow's self-describing JSON, compact and in UTF-8, each kind as its schema in Iglu Central wants it:
 * {@code {"schema":…,"data":{"processor":…,"failure":…,"payload":…}}}. Values that are absent are {@code null}.
 *
 * <p>The schemas also set maximal lengths. Texts are not cut to them: a bad row is there to keep its input.
 *
 * <p>Stateless and thread-safe.
 */
public final class BadRowJson {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int USUAL_SIZE = 8192;

    private BadRowJson() {}

    /** The value of a record on the bad topic. */
    public static byte[] encode(BadRow row) {
        Utf8Output out = new Utf8Output(USUAL_SIZE);
        out.ascii("{\"schema\":");
        out.jsonString(row.failure().kind().schema().toString());
        out.ascii(",\"data\":{\"processor\":{\"artifact\":");
        out.jsonString(row.processor().artifact());
        out.ascii(",\"version\":");
        out.jsonString(row.processor().version());
        out.ascii("},\"failure\":");
        out.json(failure(row.failure()));
        out.ascii(",\"payload\":");
        PayloadJson.write(row.payload(), out);
        out.ascii("}}");
        return out.toByteArray();
    }

    /** The same as a tree, which the caller may change. */
    public static ObjectNode toJson(BadRow row) {
        return JsonText.parse(encode(row)).fold(json -> (ObjectNode) json, message -> {
            throw new IllegalStateException(message);
        });
    }

    /**
     * Reads a bad row back, also another engine's if it is of one of our kinds. What JSON does not hold cannot come back:
     * an absent collector name is an empty one.
     */
    public static DecodedBadRow decode(byte[] json) {
        return JsonText.parse(json).fold(BadRowReader::read, DecodedBadRow.Unreadable::new);
    }

    private static ObjectNode failure(Failure failure) {
        ObjectNode json =
                NODES.objectNode().put("timestamp", failure.timestamp().toString());
        if (failure instanceof FormatViolation violation) {
            json.put("loader", violation.loader());
            json.set("message", MessageJson.writeFormatViolation(violation.message()));
        } else if (failure instanceof AdapterFailure adapter) {
            json.put("vendor", adapter.vendor()).put("version", adapter.version());
            json.set("messages", MessageJson.write(adapter.messages()));
        } else if (failure instanceof SchemaViolations violations) {
            json.set("messages", MessageJson.write(violations.messages()));
        } else if (failure instanceof EnrichmentFailures failures) {
            json.set("messages", enrichmentMessages(failures));
        } else if (failure instanceof GenericError error) {
            ArrayNode errors = json.putArray("errors");
            error.errors().forEach(errors::add);
        } else if (failure instanceof SizeViolation size) {
            json.put("maximumAllowedSizeBytes", size.maximumAllowedSizeBytes())
                    .put("actualSizeBytes", size.actualSizeBytes())
                    .put("expectation", size.expectation());
        }
        return json;
    }

    private static ArrayNode enrichmentMessages(EnrichmentFailures failures) {
        ArrayNode json = NODES.arrayNode();
        for (EnrichmentFailure failure : failures.messages()) {
            ObjectNode one = json.addObject();
            EnrichmentFailure.Source source = failure.enrichment();
            if (source == null) {
                one.putNull("enrichment");
            } else {
                one.putObject("enrichment")
                        .put("schemaKey", source.schemaKey().toString())
                        .put("identifier", source.identifier());
            }
            one.set("message", MessageJson.write(failure.message()));
        }
        return json;
    }
}
