package dev.firn.enrichments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds what a collector writes for a request. */
final class CollectorRecord {

    /** When the collector saw the request: 2023-11-14T22:13:21Z. */
    static final long COLLECTED_AT = 1700000001000L;

    private static final String TP2 = "/com.snowplowanalytics.snowplow/tp2";
    private static final String PAYLOAD_DATA = "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4";

    private final List<String> headers = new ArrayList<>();
    private final @Nullable String path;
    private @Nullable String querystring;
    private @Nullable String body;
    private @Nullable String contentType;
    private @Nullable String collector = "ssc-2.9.2-kafka";
    private @Nullable String ipAddress = "203.0.113.9";
    private @Nullable String userAgent;
    private @Nullable String referer;
    private @Nullable String networkUserId;
    private String encoding = "UTF-8";
    private long timestamp = COLLECTED_AT;

    private CollectorRecord(@Nullable String path) {
        this.path = path;
    }

    /** A request of the pixel. */
    static CollectorRecord pixel(@Nullable String querystring) {
        return to("/i").querystring(querystring);
    }

    /** A request of the pixel with these parameters, encoded as need be. */
    static CollectorRecord pixel(Map<String, String> parameters) {
        return to("/i").parameters(parameters);
    }

    static CollectorRecord to(@Nullable String path) {
        return new CollectorRecord(path);
    }

    /** A POST request of a tracker. */
    static CollectorRecord tracker(@Nullable String body) {
        return to(TP2).contentType("application/json").body(body);
    }

    /** The same with these events. */
    @SafeVarargs
    static CollectorRecord events(Map<String, String>... events) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        for (Map<String, String> event : events) {
            ObjectNode one = data.addObject();
            event.forEach(one::put);
        }
        return tracker("{\"schema\":\"" + PAYLOAD_DATA + "\",\"data\":" + JsonText.write(data) + "}");
    }

    CollectorRecord querystring(@Nullable String value) {
        querystring = value;
        return this;
    }

    CollectorRecord parameters(Map<String, String> parameters) {
        StringBuilder encoded = new StringBuilder();
        parameters.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return querystring(encoded.toString());
    }

    CollectorRecord body(@Nullable String value) {
        body = value;
        return this;
    }

    CollectorRecord contentType(@Nullable String value) {
        contentType = value;
        return this;
    }

    CollectorRecord collector(@Nullable String value) {
        collector = value;
        return this;
    }

    CollectorRecord ipAddress(@Nullable String value) {
        ipAddress = value;
        return this;
    }

    CollectorRecord userAgent(@Nullable String value) {
        userAgent = value;
        return this;
    }

    CollectorRecord referer(@Nullable String value) {
        referer = value;
        return this;
    }

    CollectorRecord networkUserId(@Nullable String value) {
        networkUserId = value;
        return this;
    }

    CollectorRecord encoding(String value) {
        encoding = value;
        return this;
    }

    CollectorRecord timestamp(long epochMillis) {
        timestamp = epochMillis;
        return this;
    }

    CollectorRecord header(String line) {
        headers.add(line);
        return this;
    }

    byte[] bytes() {
        return ThriftCodec.encode(new CollectorPayload(
                CollectorPayload.SCHEMA,
                ipAddress,
                timestamp,
                encoding,
                collector,
                userAgent,
                referer,
                path,
                querystring,
                Utf8Text.ofNullable(body),
                headers,
                contentType,
                "c.example.com",
                networkUserId));
    }
}
