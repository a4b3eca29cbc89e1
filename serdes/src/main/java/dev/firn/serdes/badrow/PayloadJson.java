package dev.firn.serdes.badrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.badrow.BadRow.Payload;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.Timestamps;
import dev.firn.serdes.payload.NormalizedPayload;
import dev.firn.serdes.payload.RawEvent;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input inside a bad row, straight to bytes: by far the largest part of a row, and a tree of it would cost more than all
 * the rest. Names of members are ours and ASCII.
 */
final class PayloadJson {

    private static final String[] COLUMNS = AtomicField.all().stream()
            .map(field -> (field.ordinal() == 0 ? "{\"" : ",\"") + field.column() + "\":")
            .toArray(String[]::new);

    private final Utf8Output out;

    private PayloadJson(Utf8Output out) {
        this.out = out;
    }

    static void write(Payload payload, Utf8Output out) {
        PayloadJson json = new PayloadJson(out);
        if (payload instanceof Payload.Raw raw) {
            out.jsonString(raw.text());
        } else if (payload instanceof Payload.Collector collector) {
            json.collector(collector.payload());
        } else {
            json.enrichment((Payload.Enrichment) payload);
        }
    }

    private void collector(NormalizedPayload payload) {
        api(payload.api());
        out.ascii(",\"querystring\":[");
        Separator separator = new Separator(out);
        payload.querystring().forEach(p -> parameter(separator, p.name(), p.value()));
        out.writeByte(']');
        member(",\"contentType\":", payload.contentType());
        member(",\"body\":", payload.body() == null ? null : payload.body().text());
        member(",\"collector\":", collectorName(payload.source()));
        request(payload.source(), payload.context(), ",\"networkUserId\":");
    }

    private void enrichment(Payload.Enrichment payload) {
        out.ascii("{\"enriched\":");
        enriched(payload.enriched());
        out.ascii(",\"raw\":");
        raw(payload.raw());
        out.writeByte('}');
    }

    private void raw(RawEvent event) {
        api(event.api());
        out.ascii(",\"parameters\":[");
        Separator separator = new Separator(out);
        event.parameters().forEach((name, value) -> parameter(separator, name, value));
        out.writeByte(']');
        member(",\"contentType\":", event.contentType());
        member(",\"loaderName\":", collectorName(event.source()));
        request(event.source(), event.context(), ",\"userId\":");
    }

    private void api(RawEvent.Api api) {
        member("{\"vendor\":", api.vendor());
        member(",\"version\":", api.version());
    }

    private void parameter(Separator separator, String name, @Nullable String value) {
        separator.next();
        member("{\"name\":", name);
        member(",\"value\":", value);
        out.writeByte('}');
    }

    /** The schemas know no bad row without a collector's name. */
    private static String collectorName(RawEvent.Source source) {
        String name = source.name();
        return name == null ? "" : name;
    }

    /** The last members of an object. */
    private void request(RawEvent.Source source, RawEvent.RequestContext context, String userIdKey) {
        member(",\"encoding\":", source.encoding().name());
        member(",\"hostname\":", source.hostname());
        member(",\"timestamp\":", Timestamps.iso(context.timestamp()));
        member(",\"ipAddress\":", context.ipAddress());
        member(",\"useragent\":", context.userAgent());
        member(",\"refererUri\":", context.refererUri());
        out.ascii(",\"headers\":[");
        texts(context.headers());
        out.writeByte(']');
        member(userIdKey, context.userId() == null ? null : context.userId().toString());
        out.writeByte('}');
    }

    private void texts(List<String> texts) {
        Separator separator = new Separator(out);
        for (String text : texts) {
            separator.next();
            out.jsonString(text);
        }
    }

    private void enriched(EnrichedEvent event) {
        for (AtomicField field : AtomicField.all()) {
            out.ascii(COLUMNS[field.ordinal()]);
            Object value = event.value(field);
            if (value == null) {
                out.ascii("null");
            } else {
                column(field, value);
            }
        }
        out.writeByte('}');
    }

    /** Unlike in TSV texts stay as they are: they may be the reason of the failure. */
    private void column(AtomicField field, Object value) {
        switch (field.kind()) {
            case TEXT -> out.jsonString((String) value);
            case INTEGER -> {
                if (field == AtomicField.TXN_ID) {
                    out.jsonString(value.toString());
                } else {
                    out.decimal((Integer) value);
                }
            }
            case FLAG -> out.writeByte((Boolean) value ? '1' : '0');
            case DECIMAL -> out.jsonString(((BigDecimal) value).toString());
            case FLOAT -> {
                float number = (Float) value;
                out.ascii(Float.isFinite(number) ? Float.toString(number) : "null");
            }
            case TIMESTAMP -> out.jsonString(Timestamps.format((Long) value));
            case JSON -> out.jsonStringOf((JsonNode) value);
        }
    }

    /** @param key with its separator, quotes and colon */
    private void member(String key, @Nullable String value) {
        out.ascii(key);
        if (value == null) {
            out.ascii("null");
        } else {
            out.jsonString(value);
        }
    }

    /** Commas between the elements of an array. */
    private static final class Separator {
        private final Utf8Output out;
        private boolean first = true;

        Separator(Utf8Output out) {
            this.out = out;
        }

        void next() {
            if (!first) {
                out.writeByte(',');
            }
            first = false;
        }
    }
}
