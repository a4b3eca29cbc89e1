package dev.firn.topology.test;

import dev.firn.serdes.payload.CollectorPayload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request of any shape: batches, webhooks, redirects, and what trackers would not send. Immutable. */
public final class HttpRequest extends RequestPayload<HttpRequest> {

    private final String path;
    private final @Nullable String querystring;
    private final @Nullable String contentType;
    private final @Nullable String body;

    HttpRequest(
            Surroundings surroundings,
            String path,
            @Nullable String querystring,
            @Nullable String contentType,
            @Nullable String body) {
        super(surroundings);
        this.path = path;
        this.querystring = querystring;
        this.contentType = contentType;
        this.body = body;
    }

    @Override
    HttpRequest with(Surroundings other) {
        return new HttpRequest(other, path, querystring, contentType, body);
    }

    /** One more parameter of the querystring; encodes both texts. */
    public HttpRequest param(String name, String value) {
        String pair = encode(name) + '=' + encode(value);
        return querystring(querystring == null ? pair : querystring + '&' + pair);
    }

    /** The whole querystring as sent: encoded, without {@code ?}. */
    public HttpRequest querystring(@Nullable String text) {
        return new HttpRequest(surroundings(), path, text, contentType, body);
    }

    public HttpRequest contentType(@Nullable String type) {
        return new HttpRequest(surroundings(), path, querystring, type, body);
    }

    public HttpRequest body(@Nullable String text) {
        return new HttpRequest(surroundings(), path, querystring, contentType, text);
    }

    @Override
    public CollectorPayload toCollectorPayload(Instant now) {
        return surroundings().request(now, path, querystring, contentType, body);
    }

    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + path + (querystring == null ? "" : '?' + querystring);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
