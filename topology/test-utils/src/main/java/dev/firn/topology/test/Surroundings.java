package dev.firn.topology.test;

import dev.firn.registry.json.Utf8Text;
import dev.firn.serdes.payload.CollectorPayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a collector notes about a request besides path, query and body. Changed only by {@link RequestPayload}, as a copy. */
final class Surroundings {

    /** From the range that is reserved for examples. */
    static final String DEFAULT_IP = "192.0.2.1";

    private static final String COLLECTOR = "firn-test-collector-1.0.0";

    @Nullable
    String ip = DEFAULT_IP;

    @Nullable
    String userAgent;

    @Nullable
    String referer;

    @Nullable
    String networkUserId;

    @Nullable
    String hostname = "collector.example";

    @Nullable
    Instant timestamp;

    List<String> headers = new ArrayList<>();

    Surroundings copy() {
        Surroundings copy = new Surroundings();
        copy.ip = ip;
        copy.userAgent = userAgent;
        copy.referer = referer;
        copy.networkUserId = networkUserId;
        copy.hostname = hostname;
        copy.timestamp = timestamp;
        copy.headers = new ArrayList<>(headers);
        return copy;
    }

    /** Whether a batch would lose something by leaving these out. */
    boolean areUsual() {
        return DEFAULT_IP.equals(ip)
                && userAgent == null
                && referer == null
                && networkUserId == null
                && "collector.example".equals(hostname)
                && timestamp == null
                && headers.isEmpty();
    }

    CollectorPayload request(
            Instant now,
            String path,
            @Nullable String querystring,
            @Nullable String contentType,
            @Nullable String body) {
        return new CollectorPayload(
                CollectorPayload.SCHEMA,
                ip,
                (timestamp == null ? now : timestamp).toEpochMilli(),
                "UTF-8",
                COLLECTOR,
                userAgent,
                referer,
                path,
                querystring,
                Utf8Text.ofNullable(body),
                headers,
                contentType,
                hostname,
                networkUserId);
    }
}
