package dev.firn.serdes.payload;

import dev.firn.registry.json.Utf8Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as a Snowplow collector recorded it: the Thrift struct {@code CollectorPayload}, model 1.
 *
 * <p>Immutable. Everything but the timestamp may be absent, whatever the IDL says; the loader decides what that means.
 *
 * @param schema Iglu URI of the struct; null for a legacy record
 * @param ipAddress client address seen by the collector
 * @param timestamp epoch milliseconds at the collector; 0 when absent
 * @param encoding charset name of the querystring
 * @param collector collector name and version
 * @param querystring still percent-encoded, without {@code ?}
 * @param headers each {@code Name: value}; null when absent
 */
public record CollectorPayload(
        @Nullable String schema,
        @Nullable String ipAddress,
        long timestamp,
        @Nullable String encoding,
        @Nullable String collector,
        @Nullable String userAgent,
        @Nullable String refererUri,
        @Nullable String path,
        @Nullable String querystring,
        @Nullable Utf8Text body,
        @Nullable List<String> headers,
        @Nullable String contentType,
        @Nullable String hostname,
        @Nullable String networkUserId) {

    /** The schema that collectors write. */
    public static final String SCHEMA = "iglu:com.snowplowanalytics.snowplow/CollectorPayload/thrift/1-0-0";

    public CollectorPayload {
        headers = headers == null ? null : List.copyOf(headers);
    }
}
