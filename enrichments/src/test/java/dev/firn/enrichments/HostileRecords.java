package dev.firn.enrichments;

import dev.firn.serdes.payload.FramedRecords;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Records that no collector writes, and some that one might. The same seed, the same records. */
final class HostileRecords {

    private static final List<String> PATHS = List.of(
            "/i",
            "/ice.png",
            "/com.snowplowanalytics.snowplow/tp1",
            "/com.snowplowanalytics.snowplow/tp2",
            "/r/tp2",
            "/com.snowplowanalytics.iglu/v1",
            "/com.sendgrid/v3",
            "/robots.txt",
            "",
            "//",
            "\u0000");

    private static final List<String> NAMES = List.of(
            "e", "p", "tv", "eid", "aid", "dtm", "stm", "ttm", "tid", "vid", "sid", "url", "refr", "page", "ip", "ua",
            "nuid", "tnuid", "cv", "co", "cx", "ue_pr", "ue_px", "se_ca", "se_va", "ev_va", "tr_tt", "ti_qu", "res",
            "vp", "f_pdf", "cookie", "u", "schema", "x", "");

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "1",
            "-1",
            "0",
            "null",
            "pv",
            "ue",
            "se",
            "ad",
            "web",
            "srv",
            "1700000000000",
            "99999999999999999999",
            "-62198755200000",
            "253402300799999",
            "1e999999999",
            "-1E-999999999",
            "9".repeat(1100),
            "0x1p3",
            "NaN",
            "1200x800",
            "99999999999x1",
            "a729d278-110a-4ac6-845b-d1f12ce45ac7",
            "http://a.b/?utm_source=x&_sp=abc.1426245561368",
            "http://a.b/?_sp=.",
            "http://a.b/?_sp=x.y",
            "http://[bad",
            "http://a_b/ \u00e9|#a#b",
            "%zz%%20%f0%9f%98%80%c0%80",
            "a\tb\nc\rd\u0000e\u2028\u0085\u007f",
            "\uD83D\uDE00\uAC00",
            "\uD800",
            "\uDC00\uD800x",
            "x".repeat(5000),
            "eyJ",
            "////====",
            "\u00e4\u00f6\u00fc - &",
            "iglu:com.acme/email_sent/jsonschema/1-0-0",
            "iglu:com.acme/email_sent/jsonschema/0-0-99999999999");

    private static final List<String> SCHEMAS = List.of(
            "com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0",
            "com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1",
            "com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0",
            "com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4",
            "com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1",
            "com.snowplowanalytics.snowplow/web_page/jsonschema/1-0-0",
            "com.snowplowanalytics.snowplow/geolocation_context/jsonschema/1-0-0",
            "com.acme/email_sent/jsonschema/1-0-0",
            "com.acme/superseding_example/jsonschema/1-0-0",
            "com.acme/unknown/jsonschema/1-0-0",
            "com.acme/unknown/jsonschema/1-0");

    private final Random random;
    private final List<byte[]> captured;
    private final List<Supplier<byte[]>> kinds =
            List.of(this::noise, this::mutated, this::request, this::batch, this::json);

    HostileRecords(long seed) {
        random = new Random(seed);
        captured = captured();
    }

    byte[] next() {
        return any(kinds).get();
    }

    /** Requests of real trackers, as they were recorded. */
    static List<byte[]> captured() {
        List<byte[]> records = new ArrayList<>();
        try (FramedRecords.Reader reader = FramedRecords.reader(
                new BufferedInputStream(HostileRecords.class.getResourceAsStream("captured/requests.bin")))) {
            for (byte[] record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(2000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated() {
        byte[] bytes = any(captured).clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> Arrays.fill(bytes, at, end, (byte) random.nextInt());
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 3 -> bytes = without(bytes, at, end);
                default -> System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - (end - at) + 1), end - at);
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] shorter = Arrays.copyOf(bytes, Math.max(1, bytes.length - (to - from)));
        System.arraycopy(bytes, to, shorter, from, Math.min(bytes.length - to, shorter.length - from));
        return shorter;
    }

    private byte[] request() {
        CollectorRecord record =
                CollectorRecord.to(random.nextBoolean() ? "/i" : any(PATHS)).parameters(parameters());
        if (random.nextInt(8) == 0) {
            record.querystring(any(NAMES) + "=" + any(VALUES) + "&" + any(VALUES));
        }
        record.collector(random.nextInt(8) == 0 ? null : any(VALUES))
                .encoding(random.nextInt(8) > 0 ? "UTF-8" : any(List.of("US-ASCII", "UTF-16", "ISO-2022-CN", "x")))
                .ipAddress(any(VALUES))
                .userAgent(any(VALUES))
                .referer(random.nextBoolean() ? null : any(VALUES))
                .networkUserId(random.nextInt(12) == 0 ? any(VALUES) : null)
                .contentType(any(List.of("application/json", "text/plain", "application/x-www-form-urlencoded")))
                .timestamp(random.nextInt(4) == 0 ? random.nextLong() : CollectorRecord.COLLECTED_AT);
        for (int i = random.nextInt(4); i > 0; i--) {
            record.header(
                    any(List.of("Cookie: sp=", "cookie:", "X-Forwarded-For: ", "Forwarded: for=", "")) + any(VALUES));
        }
        return record.body(random.nextBoolean() ? null : any(VALUES)).bytes();
    }

    @SuppressWarnings("unchecked")
    private byte[] batch() {
        Map<String, String>[] events = new Map[1 + random.nextInt(5)];
        for (int i = 0; i < events.length; i++) {
            events[i] = parameters();
            events[i].putAll(Map.of("e", any(List.of("pv", "ue", "se", "zz")), "p", "web", "tv", "x"));
            events[i]
                    .keySet()
                    .retainAll(List.of("e", "p", "tv", "eid", "tid", "url", "co", "cx", "ue_pr", "ue_px", "stm"));
        }
        return CollectorRecord.events(events).bytes();
    }

    private byte[] json() {
        return CollectorRecord.tracker(value(6)).bytes();
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String name = any(NAMES);
            switch (name) {
                case "e" -> parameters.put(name, any(List.of("pv", "pp", "ue", "se", "tr", "ti")));
                case "co" -> parameters.put(name, envelope("contexts", "[" + entity() + "," + entity() + "]"));
                case "ue_pr" -> parameters.put(name, envelope("unstruct_event", entity()));
                default -> parameters.put(name, any(VALUES));
            }
        }
        return parameters;
    }

    private String envelope(String name, String data) {
        return random.nextInt(4) == 0
                ? value(5)
                : "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/" + name + "/jsonschema/1-0-0\",\"data\":" + data
                        + "}";
    }

    private String entity() {
        return random.nextInt(4) == 0
                ? value(4)
                : "{\"schema\":\"iglu:com.acme/superseding_example/jsonschema/1-0-" + random.nextInt(2)
                        + "\",\"data\":{\"a\":" + text() + ",\"b\":" + value(random.nextInt(3)) + "}}";
    }

    /** JSON, mostly. */
    private String value(int depth) {
        int kind = random.nextInt(depth > 0 ? 12 : 5);
        return switch (kind) {
            case 0 -> any(List.of("null", "true", "1", "-0", "1.50", "1e999999999", "123456789012345678901234567890"));
            case 1 ->
                any(List.of("nul", "01", "[", "{\"a\":", "\"\\ud800\"", "\"\\uD83D\\uDE00\"", "\"\t\"", "\uFEFF{}"));
            case 2, 3, 4 -> text();
            case 5 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
            case 6 -> "{" + text() + ":" + value(depth - 1) + "," + text() + ":" + value(depth - 1) + "}";
            case 7 -> "{\"a\":1,\"a\":" + value(depth - 1) + ",\"\\u0061\":2}";
            default ->
                "{\"schema\":\"iglu:" + any(SCHEMAS) + "\",\"data\":"
                        + (random.nextBoolean() ? "[" + value(depth - 1) + "]" : value(depth - 1)) + "}";
        };
    }

    private String text() {
        StringBuilder json = new StringBuilder("\"");
        for (char c : any(VALUES).toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
