package dev.firn.serdes.payload;

import java.nio.charset.Charset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of a collector payload, as an adapter read it: tracker parameters plus what the request says of all its events.
 *
 * @param api whose path the request had
 * @param parameters the event's tracker parameters
 * @param contentType of the request
 * @param source which collector recorded it
 * @param context when, from where and by whom it was sent
 */
public record RawEvent(
        Api api, Parameters parameters, @Nullable String contentType, Source source, RequestContext context) {

    /** The two path segments that choose the adapter. */
    public record Api(String vendor, String version) {}

    /**
     * @param name collector name and version; null when the collector wrote none
     * @param encoding of the querystring
     */
    public record Source(@Nullable String name, Charset encoding, @Nullable String hostname) {}

    /**
     * @param timestamp epoch milliseconds at the collector
     * @param ipAddress the client's, as found in headers or seen by the collector
     * @param headers each {@code Name: value}, in request order
     */
    public record RequestContext(
            long timestamp,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            @Nullable String refererUri,
            List<String> headers,
            @Nullable UUID userId) {}
}
