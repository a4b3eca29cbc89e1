package dev.firn.topology;

import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.payload.CollectorPayload;
import dev.firn.serdes.payload.ThriftCodec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collector records, written out by hand: the test kit's own payloads live above this room. */
final class Requests {

    /** Equal to the driver's start, so that it is neither past nor future. */
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

    private Requests() {}

    /** A page view in the querystring of a GET; names and values alternate. */
    static byte[] pageView(String... namesAndValues) {
        return pageView(NOW.toEpochMilli(), namesAndValues);
    }

    static byte[] pageView(long collectorTimestamp, String... namesAndValues) {
        StringBuilder querystring = new StringBuilder("e=pv&p=web&tv=t-1&url=https%3A%2F%2Fshop.example%2F");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            querystring.append('&').append(namesAndValues[i]).append('=').append(encode(namesAndValues[i + 1]));
        }
        return record(collectorTimestamp, "/i", querystring.toString(), null, null);
    }

    /** What no enrichment accepts: a value that is no number. */
    static byte[] refused(String... namesAndValues) {
        String[] all = List.of(namesAndValues).toArray(new String[namesAndValues.length + 2]);
        all[namesAndValues.length] = "se_va";
        all[namesAndValues.length + 1] = "many";
        return pageView(all);
    }

    /** A POST of page views, one for each user; one that is called {@code bad} is refused. */
    static byte[] batch(String... users) {
        StringBuilder events = new StringBuilder();
        for (String user : users) {
            events.append(events.length() == 0 ? "" : ",")
                    .append("{\"e\":\"pv\",\"p\":\"web\",\"tv\":\"t-1\",\"uid\":\"")
                    .append(user)
                    .append(user.equals("bad") ? "\",\"se_va\":\"many\"}" : "\"}");
        }
        return record(
                NOW.toEpochMilli(),
                "/com.snowplowanalytics.snowplow/tp2",
                null,
                "application/json",
                "{\"schema\":\"" + Pipelines.PAYLOAD_DATA + "\",\"data\":[" + events + "]}");
    }

    private static byte[] record(
            long timestamp,
            String path,
            @Nullable String querystring,
            @Nullable String contentType,
            @Nullable String body) {
        return ThriftCodec.encode(new CollectorPayload(
                CollectorPayload.SCHEMA,
                "192.0.2.1",
                timestamp,
                "UTF-8",
                "ssc-3.2.0-kafka",
                null,
                null,
                path,
                querystring,
                Utf8Text.ofNullable(body),
                List.of(),
                contentType,
                null,
                null));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
