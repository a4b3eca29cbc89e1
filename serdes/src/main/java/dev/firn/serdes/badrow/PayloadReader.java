package dev.firn.serdes.badrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.badrow.BadRow.Kind;
import dev.firn.serdes.badrow.BadRow.Payload;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.Timestamps;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.NormalizedPayload.Parameter;
import dev.firn.serdes.payload.Parameters;
import dev.firn.serdes.payload.RawEvent;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The input inside a bad row, read back. */
final class PayloadReader {

    private static final String PAYLOAD = "payload";
    private static final int LONGEST_DECIMAL = 1000;

    private PayloadReader() {}

    static Payload read(Kind kind, Members data) {
        return switch (kind) {
            case COLLECTOR_PAYLOAD_FORMAT_VIOLATION, GENERIC_ERROR, SIZE_VIOLATION ->
                new Payload.Raw(data.text(PAYLOAD));
            case ADAPTER_FAILURES, TRACKER_PROTOCOL_VIOLATIONS ->
                new Payload.Collector(collector(data.object(PAYLOAD)));
            case SCHEMA_VIOLATIONS, ENRICHMENT_FAILURES -> enrichment(data.object(PAYLOAD));
        };
    }

    private static Payload enrichment(Members payload) {
        return new Payload.Enrichment(enriched(payload.object("enriched")), raw(payload.object("raw")));
    }

    private static NormalizedPayload collector(Members payload) {
        return new NormalizedPayload(
                api(payload),
                payload.objects("querystring", PayloadReader::parameter),
                payload.textOrNull("contentType"),
                Utf8Text.ofNullable(payload.textOrNull("body")),
                source("collector", payload),
                context("networkUserId", payload));
    }

    private static RawEvent raw(Members event) {
        List<Parameter> parameters = event.objects("parameters", PayloadReader::parameter);
        return new RawEvent(
                api(event),
                Parameters.of(parameters),
                event.textOrNull("contentType"),
                source("loaderName", event),
                context("userId", event));
    }

    private static RawEvent.Api api(Members payload) {
        return new RawEvent.Api(payload.text("vendor"), payload.text("version"));
    }

    private static Parameter parameter(Members parameter) {
        return new Parameter(parameter.text("name"), parameter.textOrNull("value"));
    }

    private static RawEvent.Source source(String nameKey, Members payload) {
        return new RawEvent.Source(payload.text(nameKey), charset(payload), payload.textOrNull("hostname"));
    }

    private static Charset charset(Members payload) {
        try {
            return Charset.forName(payload.text("encoding"));
        } catch (IllegalArgumentException e) {
            throw Members.unfit("encoding", payload.any("encoding"));
        }
    }

    private static RawEvent.RequestContext context(String userIdKey, Members payload) {
        return new RawEvent.RequestContext(
                timestamp(payload),
                payload.textOrNull("ipAddress"),
                payload.textOrNull("useragent"),
                payload.textOrNull("refererUri"),
                payload.texts("headers"),
                uuid(payload.textOrNull(userIdKey)));
    }

    private static long timestamp(Members payload) {
        String iso = payload.textOrNull("timestamp");
        if (iso == null) {
            return 0;
        }
        String column = iso.endsWith("Z") ? iso.substring(0, iso.length() - 1).replace('T', ' ') : iso;
        return Timestamps.parse(column).orElseThrow(() -> Members.unfit("timestamp", payload.any("timestamp")));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("user id does not fit");
        }
    }

    private static EnrichedEvent enriched(Members columns) {
        EnrichedEvent.Builder event = EnrichedEvent.builder();
        for (AtomicField field : AtomicField.all()) {
            JsonNode value = columns.json().path(field.column());
            if (!value.isMissingNode() && !value.isNull()) {
                event.set(field, column(field, value));
            }
        }
        return event.build();
    }

    /** Reading a number takes more than linear time in its digits. */
    private static BigDecimal decimal(AtomicField field, String text, JsonNode value) {
        if (text.length() > LONGEST_DECIMAL) {
            throw Members.unfit(field.column(), value);
        }
        return new BigDecimal(text);
    }

    private static Object column(AtomicField field, JsonNode value) {
        String text = value.asText();
        try {
            return switch (field.kind()) {
                case TEXT -> text;
                case INTEGER -> Integer.valueOf(text);
                case FLAG -> text.equals("1");
                case DECIMAL -> decimal(field, text, value);
                case FLOAT -> Float.valueOf(text);
                case TIMESTAMP -> Timestamps.parse(text).orElseThrow(() -> Members.unfit(field.column(), value));
                case JSON ->
                    JsonText.parse(text).fold(json -> json, message -> {
                        throw Members.unfit(field.column(), value);
                    });
            };
        } catch (NumberFormatException e) {
            throw Members.unfit(field.column(), value);
        }
    }
}
