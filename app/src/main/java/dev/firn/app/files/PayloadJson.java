package dev.firn.app.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import java.time.Instant;
import java.util.Base64;

/** Collector records as JSON for people. Stateless. */
public final class PayloadJson {

    private static final ObjectWriter PRETTY = new ObjectMapper()
            .writer(new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private PayloadJson() {}

    /** One line, texts as they are. */
    public static String compact(byte[] record) {
        return JsonText.write(json(record));
    }

    /** Several lines; a body that is JSON is shown as JSON. */
    public static String pretty(byte[] record) {
        ObjectNode json = json(record);
        if (json.hasNonNull("body") && JsonText.parse(json.get("body").textValue()) instanceof ParsedJson.Json body) {
            json.set("body", body.node());
        }
        try {
            return PRETTY.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static ObjectNode json(byte[] record) {
        return ThriftCodec.decode(record).fold(PayloadJson::payload, PayloadJson::payload, why -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("notThrift", why);
            json.put("base64", Base64.getEncoder().encodeToString(record));
            return json;
        });
    }

    private static ObjectNode payload(CollectorPayload payload) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", payload.schema());
        json.put("timestamp", Instant.ofEpochMilli(payload.timestamp()).toString());
        json.put("collector", payload.collector());
        json.put("encoding", payload.encoding());
        json.put("hostname", payload.hostname());
        json.put("ipAddress", payload.ipAddress());
        json.put("userAgent", payload.userAgent());
        json.put("refererUri", payload.refererUri());
        json.put("networkUserId", payload.networkUserId());
        json.put("path", payload.path());
        json.put("querystring", payload.querystring());
        json.put("contentType", payload.contentType());
        json.set("headers", headers(payload));
        json.put("body", payload.body() == null ? null : payload.body().text());
        return json;
    }

    private static JsonNode headers(CollectorPayload payload) {
        if (payload.headers() == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        payload.headers().forEach(lines::add);
        return lines;
    }
}
