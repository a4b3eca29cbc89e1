package dev.firn.serdes.payload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HTTP requests to a collector as lines of JSON, for people to read and to write by hand:
 *
 * <pre>{@code
 * {"timestamp":1795302053901,"method":"GET","path":"/i","querystring":"e=pv&aid=shop","hostname":"localhost:3000",
 *  "ip":"81.2.69.142","userAgent":"Mozilla/5.0 …","referer":null,"headers":["Host: localhost:3000"],
 *  "networkUserId":"6b8b4567-327b-43c6-a43c-9869b2b2c3d4","contentType":null,"body":null}
 * }</pre>
 *
 * <p>Each becomes the payload that a collector would have written of it. {@code timestamp} is epoch milliseconds and must
 * be there; all else may be null or absent. {@code method} says nothing that the body does not say, and other keys are
 * notes to the reader: neither is looked at. Stateless and thread-safe.
 */
public final class CaptureJson {

    /** The collector whose payloads these look like. */
    static final String COLLECTOR = "ssc-3.2.0-kafka";

    private static final String ENCODING = "UTF-8";

    private CaptureJson() {}

    /** Reads one line of UTF-8; never throws for data. */
    public static CapturedLine read(byte[] line) {
        return JsonText.parse(line).fold(CaptureJson::request, CapturedLine.Refused::new);
    }

    private static CapturedLine request(JsonNode json) {
        try {
            return new CapturedLine.Request(payload(json));
        } catch (UnexpectedShape e) {
            return new CapturedLine.Refused(e.getMessage());
        }
    }

    private static CollectorPayload payload(JsonNode json) throws UnexpectedShape {
        if (!json.isObject()) {
            throw new UnexpectedShape("the line", "a JSON object");
        }
        return new CollectorPayload(
                CollectorPayload.SCHEMA,
                text(json, "ip"),
                timestamp(json),
                ENCODING,
                COLLECTOR,
                text(json, "userAgent"),
                text(json, "referer"),
                text(json, "path"),
                text(json, "querystring"),
                Utf8Text.ofNullable(text(json, "body")),
                headers(json),
                text(json, "contentType"),
                text(json, "hostname"),
                text(json, "networkUserId"));
    }

    private static long timestamp(JsonNode json) throws UnexpectedShape {
        JsonNode value = json.path("timestamp");
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UnexpectedShape("timestamp", "epoch milliseconds");
        }
        return value.longValue();
    }

    private static @Nullable String text(JsonNode json, String key) throws UnexpectedShape {
        return text(key, json.path(key));
    }

    private static @Nullable String text(String key, JsonNode value) throws UnexpectedShape {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnexpectedShape(key, "a string");
        }
        return value.textValue();
    }

    private static @Nullable List<String> headers(JsonNode json) throws UnexpectedShape {
        JsonNode value = json.path("headers");
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (!value.isArray()) {
            throw new UnexpectedShape("headers", "an array of strings");
        }
        List<String> headers = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            String header = text("headers", element);
            if (header == null) {
                throw new UnexpectedShape("headers", "an array of strings");
            }
            headers.add(header);
        }
        return headers;
    }

    /** Leaves the nested readers; never leaves this class. An ordinary outcome, so it carries no stack trace. */
    private static final class UnexpectedShape extends Exception {

        private final String complaint;

        UnexpectedShape(String what, String expected) {
            super(null, null, false, false);
            this.complaint = what + ": expected " + expected;
        }

        @Override
        public String getMessage() {
            return complaint;
        }
    }
}
