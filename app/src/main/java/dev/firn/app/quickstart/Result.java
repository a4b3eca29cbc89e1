package dev.firn.app.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came out, in a form that a person reads in half a minute. */
final class Result {

    private static final List<AtomicField> TELLING = List.of(
            AtomicField.EVENT_NAME,
            AtomicField.EVENT_VENDOR,
            AtomicField.APP_ID,
            AtomicField.PLATFORM,
            AtomicField.DERIVED_TSTAMP,
            AtomicField.DOMAIN_USERID,
            AtomicField.USER_IPADDRESS,
            AtomicField.PAGE_URL,
            AtomicField.MKT_SOURCE,
            AtomicField.MKT_CAMPAIGN,
            AtomicField.EVENT_FINGERPRINT);

    private static final int WIDTH = 96;

    private Result() {}

    /** Counts of bad rows by kind and, indented, by what was said most. */
    static String reasons(List<JsonNode> badRows) {
        Map<String, Map<String, Integer>> kinds = new TreeMap<>();
        for (JsonNode row : badRows) {
            String kind = row.path("schema").asText().replaceAll(".*/(.*)/jsonschema/.*", "$1");
            kinds.computeIfAbsent(kind, k -> new LinkedHashMap<>()).merge(reason(row), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        kinds.forEach((kind, reasons) -> {
            int total = reasons.values().stream().mapToInt(Integer::intValue).sum();
            text.append(String.format(Locale.ROOT, "    %-32s %5d%n", kind, total));
            reasons.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(4)
                    .forEach(one -> text.append(
                            String.format(Locale.ROOT, "      %5d  %s%n", one.getValue(), cut(one.getKey()))));
        });
        return text.toString();
    }

    /** The first message of a bad row in a few words. */
    private static String reason(JsonNode row) {
        JsonNode failure = row.path("data").path("failure");
        JsonNode message = failure.path("messages").path(0);
        if (message.has("message")) {
            message = message.path("message");
        }
        String schema = message.path("schemaKey").asText("");
        JsonNode error = message.path("error");
        if (error.path("error").asText("").equals("ResolutionError")) {
            return schema + ": no registry has this schema";
        }
        if (!error.path("dataReports").isMissingNode()) {
            return schema + ": "
                    + error.path("dataReports").path(0).path("message").asText();
        }
        for (String key : List.of("expectation", "error")) {
            if (message.path(key).isTextual()) {
                return message.path("field").asText("") + ": "
                        + message.path(key).asText();
            }
        }
        return failure.path("message").toString();
    }

    /** An event's most telling columns and the names of its entities. */
    static String sample(EnrichedEvent event) {
        StringBuilder text = new StringBuilder();
        for (AtomicField field : TELLING) {
            String value = EnrichedTsv.text(event, field);
            if (value != null) {
                text.append(String.format(Locale.ROOT, "    %-18s %s%n", field.column(), cut(value)));
            }
        }
        for (AtomicField field : List.of(AtomicField.CONTEXTS, AtomicField.DERIVED_CONTEXTS)) {
            JsonNode envelope = event.json(field);
            if (envelope != null) {
                StringBuilder names = new StringBuilder();
                envelope.path("data").forEach(entity -> names.append(names.isEmpty() ? "" : ", ")
                        .append(entity.path("schema").asText().replaceAll(".*/(.*)/jsonschema/.*", "$1")));
                text.append(String.format(Locale.ROOT, "    %-18s %s%n", field.column(), cut(names.toString())));
            }
        }
        return text.toString();
    }

    static JsonNode parse(byte[] row) {
        return JsonText.parse(row) instanceof ParsedJson.Json json ? json.node() : MissingNode.getInstance();
    }

    private static String cut(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
    }
}
