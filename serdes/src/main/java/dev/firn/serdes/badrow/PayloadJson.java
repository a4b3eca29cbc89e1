package dev.firn.serdes.badrow;

import static dev.firn.serdes.badrow.BadRowJson.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRow.Payload;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.Timestamps;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The input inside a bad row. */
final class PayloadJson {

    private PayloadJson() {}

    static JsonNode write(Payload payload) {
        if (payload instanceof Payload.Raw raw) {
            return NODES.textNode(raw.text());
        }
        return payload instanceof Payload.Collector collector
                ? collector(collector.payload())
                : enrichment((Payload.Enrichment) payload);
    }

    private static ObjectNode collector(NormalizedPayload payload) {
        ObjectNode json = api(payload.api());
        ArrayNode querystring = json.putArray("querystring");
        payload.querystring().forEach(p -> parameter(querystring, p.name(), p.value()));
        json.put("contentType", payload.contentType())
                .put("body", payload.body() == null ? null : payload.body().text())
                .put("collector", collectorName(payload.source()));
        return request(json, payload.source(), payload.context(), "networkUserId");
    }

    private static ObjectNode enrichment(Payload.Enrichment payload) {
        ObjectNode json = NODES.objectNode();
        json.set("enriched", enriched(payload.enriched()));
        json.set("raw", raw(payload.raw()));
        return json;
    }

    private static ObjectNode raw(RawEvent event) {
        ObjectNode json = api(event.api());
        ArrayNode parameters = json.putArray("parameters");
        event.parameters().forEach((name, value) -> parameter(parameters, name, value));
        json.put("contentType", event.contentType()).put("loaderName", collectorName(event.source()));
        return request(json, event.source(), event.context(), "userId");
    }

    private static ObjectNode api(RawEvent.Api api) {
        return NODES.objectNode().put("vendor", api.vendor()).put("version", api.version());
    }

    private static void parameter(ArrayNode parameters, String name, @Nullable String value) {
        parameters.addObject().put("name", name).put("value", value);
    }

    /** The schemas know no bad row without a collector's name. */
    private static String collectorName(RawEvent.Source source) {
        String name = source.name();
        return name == null ? "" : name;
    }

    private static ObjectNode request(
            ObjectNode json, RawEvent.Source source, RawEvent.RequestContext context, String userIdKey) {
        json.put("encoding", source.encoding().name())
                .put("hostname", source.hostname())
                .put("timestamp", Timestamps.iso(context.timestamp()))
                .put("ipAddress", context.ipAddress())
                .put("useragent", context.userAgent())
                .put("refererUri", context.refererUri());
        json.set("headers", texts(context.headers()));
        UUID userId = context.userId();
        return json.put(userIdKey, userId == null ? null : userId.toString());
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode json = NODES.arrayNode(texts.size());
        texts.forEach(json::add);
        return json;
    }

    private static ObjectNode enriched(EnrichedEvent event) {
        ObjectNode json = NODES.objectNode();
        for (AtomicField field : AtomicField.all()) {
            Object value = event.value(field);
            json.set(field.column(), value == null ? NODES.nullNode() : column(field, value));
        }
        return json;
    }

    /** Unlike in TSV texts stay as they are: they may be the reason of the failure. */
    private static JsonNode column(AtomicField field, Object value) {
        return switch (field.kind()) {
            case TEXT -> NODES.textNode((String) value);
            case INTEGER ->
                field == AtomicField.TXN_ID
                        ? NODES.textNode(value.toString())
                        : NODES.numberNode(((Integer) value).intValue());
            case FLAG -> NODES.numberNode((Boolean) value ? 1 : 0);
            case DECIMAL -> NODES.textNode(((BigDecimal) value).toString());
            case FLOAT -> NODES.numberNode(((Float) value).floatValue());
            case TIMESTAMP -> NODES.textNode(Timestamps.format((Long) value));
            case JSON -> NODES.textNode(JsonText.write((JsonNode) value));
        };
    }
}
