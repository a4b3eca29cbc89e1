package dev.firn.enrichments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any record at all has outcomes that can be written, soon. */
@Tag("long")
class HostileRecordsTest {

    private static final int ROUNDS = 1500;
    private static final int MEGABYTE = 1 << 20;

    /** Of thread time, so that a busy machine does not count; none takes a twentieth of it. */
    private static final long MOST_MILLIS = 5_000;

    private static final EventPipeline PIPELINE =
            Pipelines.builder().enrichments(BuiltIn.enrichments()).build();
    private static final EventPipeline KEEPING = Pipelines.builder()
            .enrichments(BuiltIn.enrichments())
            .options(Pipelines.options().keepingIncomplete())
            .build();

    private static final String CONTEXTS = "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0";
    private static final String EMAIL = "iglu:com.acme/email_sent/jsonschema/1-0-0";

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_122, -7})
    void generatedRecordsKeepTheirPromises(long seed) {
        HostileRecords records = new HostileRecords(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] record = records.next();
            try {
                Promises.keep(i % 2 == 0 ? PIPELINE : KEEPING, record);
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                throw new AssertionError("record " + i + " of seed " + seed, e);
            }
        }
    }

    static Stream<Arguments> outsized() {
        return Stream.of(
                outsized("deep JSON body", () -> CollectorRecord.tracker(deep(100_000))),
                outsized("deep JSON body, never closed", () -> CollectorRecord.tracker("[".repeat(MEGABYTE))),
                outsized(
                        "deep objects",
                        () -> CollectorRecord.tracker("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000))),
                outsized("deep contexts", () -> parameter("co", sdj(CONTEXTS, deep(100_000)))),
                outsized("just too deep contexts", () -> parameter("co", sdj(CONTEXTS, deep(900)))),
                outsized("deep contexts in base64", () -> parameter("cx", base64(sdj(CONTEXTS, deep(100_000))))),
                outsized("deep data", () -> parameter("co", contexts(sdj(EMAIL, deep(500))))),
                outsized("deep unstruct event in a batch", () -> CollectorRecord.events(event("ue_pr", deep(100_000)))),
                outsized("huge exponent", () -> parameter("se_va", "1e999999999")),
                outsized(
                        "huge exponents in JSON",
                        () -> parameter("co", contexts(sdj(EMAIL, "{\"emailAddress\":1e999999999}")))),
                outsized("huge number in JSON", () -> parameter("co", contexts(sdj(EMAIL, "9".repeat(MEGABYTE))))),
                outsized(
                        "huge fraction in JSON",
                        () -> parameter("co", contexts(sdj(EMAIL, "1." + "9".repeat(MEGABYTE))))),
                outsized("huge number", () -> parameter("tr_tt", "9".repeat(MEGABYTE))),
                outsized("ampersands", () -> CollectorRecord.pixel("&".repeat(4 * MEGABYTE))),
                outsized("equals signs", () -> CollectorRecord.pixel("=&".repeat(MEGABYTE))),
                outsized("percent junk", () -> CollectorRecord.pixel("e=pv&page=" + "%".repeat(MEGABYTE))),
                outsized("escapes", () -> CollectorRecord.pixel("e=pv&page=" + "%f0".repeat(MEGABYTE))),
                outsized("escaped escapes", () -> CollectorRecord.pixel("e=pv&url=" + "%25".repeat(MEGABYTE))),
                outsized("spaces in a page", () -> parameter("url", "http://a.b/" + " ".repeat(MEGABYTE))),
                outsized(
                        "delimiters in a page",
                        () -> parameter("url", "http://a.b/?|" + "&=?#/@:".repeat(MEGABYTE / 8))),
                outsized("a page of dots", () -> parameter("url", "http://a.b/?_sp=" + ".".repeat(MEGABYTE))),
                outsized("a host of brackets", () -> parameter("refr", "http://" + "[".repeat(MEGABYTE))),
                outsized("many parameters", () -> CollectorRecord.pixel(many(100_000))),
                outsized("parameters of one hash", () -> CollectorRecord.pixel(colliding(14))),
                outsized("many contexts", () -> parameter("co", contexts(times(10_000, sdj(EMAIL, "{}"))))),
                outsized("many unknown contexts", () -> parameter("co", contexts(unknown(2000)))),
                outsized(
                        "many reports",
                        () -> CollectorRecord.tracker(sdj(
                                "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4",
                                "[" + times(10_000, "{}") + "]"))),
                outsized("a batch of thousands", () -> CollectorRecord.events(batch(3000))),
                outsized("duplicate keys", () -> CollectorRecord.tracker("{" + times(200_000, "\"schema\":1") + "}")),
                outsized(
                        "keys of one hash",
                        () -> CollectorRecord.tracker("{"
                                + String.join(
                                        ",",
                                        colliding(14).keySet().stream()
                                                .map(key -> "\"" + key + "\":1")
                                                .toList())
                                + "}")),
                outsized("base64 junk", () -> parameter("cx", "\u00ff=".repeat(MEGABYTE))),
                outsized("a long cookie", () -> parameter("p", "web")
                        .header("Cookie: " + "sp=\";".repeat(MEGABYTE / 4))),
                outsized("many cookies", () -> parameter("p", "web").header("Cookie: " + "sp=x;".repeat(20_000))),
                outsized("a long header name", () -> parameter("p", "web").header("a".repeat(MEGABYTE) + ": x")),
                outsized("a long address", () -> parameter("p", "web")
                        .header("X-Forwarded-For: " + ":".repeat(MEGABYTE))),
                outsized("a long list of addresses", () -> parameter("ip", "1.".repeat(MEGABYTE / 2))),
                outsized("a long user agent", () -> parameter("ua", "\t".repeat(MEGABYTE))),
                outsized("a long timestamp", () -> parameter("dtm", "0".repeat(MEGABYTE))),
                outsized("long dimensions", () -> parameter("res", "9".repeat(MEGABYTE) + "x" + "9".repeat(MEGABYTE))),
                outsized("a long path", () -> CollectorRecord.to("/".repeat(MEGABYTE))),
                outsized("quotes", () -> CollectorRecord.tracker("\"" + "\\\"".repeat(MEGABYTE) + "\"")),
                outsized("control characters", () -> CollectorRecord.tracker("\u0001".repeat(MEGABYTE))));
    }

    private static Arguments outsized(String name, Supplier<CollectorRecord> record) {
        return Arguments.of(name, record);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outsized")
    void outsizedRecordsKeepTheirPromisesSoon(String name, Supplier<CollectorRecord> record) {
        // given
        byte[] bytes = record.get().bytes();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        // when
        Promises.keep(PIPELINE, bytes);

        // then
        assertThat((threads.getCurrentThreadCpuTime() - start) / 1_000_000)
                .as("milliseconds for %s, %d bytes", name, bytes.length)
                .isLessThan(MOST_MILLIS);
        Promises.keep(KEEPING, bytes);
    }

    @Test
    void capturedRequestsKeepTheirPromises() {
        HostileRecords.captured().forEach(record -> Promises.keep(PIPELINE, record));
    }

    private static CollectorRecord parameter(String name, String value) {
        return CollectorRecord.pixel(Map.of("e", "ue", name, value));
    }

    private static Map<String, String> event(String name, String value) {
        return Map.of("e", "ue", "p", "web", "tv", "x", name, value);
    }

    private static String sdj(String schema, String data) {
        return "{\"schema\":\"" + schema + "\",\"data\":" + data + "}";
    }

    private static String contexts(String entities) {
        return sdj(CONTEXTS, "[" + entities + "]");
    }

    private static String deep(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String times(int count, String text) {
        return String.join(",", Collections.nCopies(count, text));
    }

    private static String unknown(int count) {
        StringBuilder entities = new StringBuilder();
        for (int i = 0; i < count; i++) {
            entities.append(i == 0 ? "" : ",").append(sdj("iglu:com.acme/unknown" + i + "/jsonschema/1-0-0", "{}"));
        }
        return entities.toString();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> many(int count) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            parameters.put("p" + i, "x");
        }
        return parameters;
    }

    /** 2 to the power of {@code bits} names with the same hash code. */
    private static Map<String, String> colliding(int bits) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < 1 << bits; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < bits; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            parameters.put(name.toString(), "x");
        }
        return parameters;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String>[] batch(int count) {
        Map<String, String>[] events = new Map[count];
        for (int i = 0; i < count; i++) {
            events[i] = event("tid", i % 2 == 0 ? "1" : "x");
        }
        return events;
    }
}
