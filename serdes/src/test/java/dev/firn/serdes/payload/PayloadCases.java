package dev.firn.serdes.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.registry.json.Utf8Text;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The recorded cases in {@code src/test/resources/payloads}. */
final class PayloadCases {

    /** A case: its name, its fields as JSON, and the record that libthrift made of them. */
    record Case(String name, JsonNode fields, byte[] record) {
        boolean isRecord() {
            return !fields.has("raw_base64");
        }

        CollectorPayload payload() {
            return new CollectorPayload(
                    fields.path("schema").asText(CollectorPayload.SCHEMA),
                    text("ipAddress"),
                    fields.path("timestamp").asLong(),
                    text("encoding"),
                    text("collector"),
                    text("userAgent"),
                    text("refererUri"),
                    text("path"),
                    text("querystring"),
                    Utf8Text.ofNullable(text("body")),
                    headers(),
                    text("contentType"),
                    text("hostname"),
                    text("networkUserId"));
        }

        private String text(String name) {
            return fields.path(name).textValue();
        }

        private List<String> headers() {
            if (!fields.has("headers")) {
                return null;
            }
            List<String> headers = new ArrayList<>();
            fields.get("headers").forEach(header -> headers.add(header.textValue()));
            return headers;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private PayloadCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        try (InputStream json = resource("basic.json");
                DataInputStream records = new DataInputStream(resource("basic.bin"))) {
            for (JsonNode fields : new ObjectMapper().readTree(json)) {
                cases.add(new Case(fields.get("name").textValue(), fields, records.readNBytes(records.readInt())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    static CollectorPayload named(String name) {
        return all().stream()
                .filter(c -> c.name().equals(name))
                .findAny()
                .orElseThrow()
                .payload();
    }

    static InputStream resource(String name) {
        return PayloadCases.class.getResourceAsStream("/payloads/" + name);
    }
}
