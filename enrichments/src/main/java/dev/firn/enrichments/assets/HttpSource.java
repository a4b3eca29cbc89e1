package dev.firn.enrichments.assets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Files on web servers. Redirects are followed, but not from https to http. Asks with what the server told the last time, so
 * that a file which did not change is not sent again.
 */
final class HttpSource implements AssetSource {

    /** @param request for all of one try: the client's own limit ends with the headers, and a body can trickle for ever */
    record Limits(Duration connect, Duration request) {}

    private static final String ETAG = "etag:";
    private static final String MODIFIED = "last-modified:";

    private final Limits limits;
    private final String userAgent;
    private final Retries retries;
    private @Nullable HttpClient client;

    HttpSource(Limits limits, String userAgent, Retries retries) {
        this.limits = limits;
        this.userAgent = userAgent;
        this.retries = retries;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("http", "https");
    }

    @Override
    public Fetch fetch(URI location, AssetTarget target, @Nullable String known)
            throws IOException, InterruptedException {
        if (location.getHost() == null) {
            throw new IOException("the URI names no host");
        }
        HttpRequest request = request(location, known);
        return retries.run(() -> result(send(request, target), known));
    }

    private HttpRequest request(URI location, @Nullable String known) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(location).timeout(limits.request()).header("User-Agent", userAgent);
        if (known != null && known.startsWith(ETAG)) {
            request.header("If-None-Match", known.substring(ETAG.length()));
        } else if (known != null && known.startsWith(MODIFIED)) {
            request.header("If-Modified-Since", known.substring(MODIFIED.length()));
        }
        return request.build();
    }

    private HttpResponse<Boolean> send(HttpRequest request, AssetTarget target)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Boolean>> pending = client().sendAsync(request, FileBody.into(target));
        try {
            return pending.get(limits.request().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Retries.Passing(
                    "no complete answer within " + limits.request().toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            AssetTarget.TooLarge tooLarge = AssetTarget.TooLarge.in(cause);
            if (tooLarge != null) {
                throw tooLarge;
            }
            throw new Retries.Passing(Reason.of(cause), cause);
        } finally {
            pending.cancel(true); // Gives the connection up, if still in use.
        }
    }

    private static Fetch result(HttpResponse<Boolean> response, @Nullable String known) throws IOException {
        int status = response.statusCode();
        if (status == 200) {
            return new Fetch.Fetched(version(response.headers()), modified(response.headers()));
        }
        if (status == 304 && known != null) {
            return new Fetch.Unchanged();
        }
        String reason = "status " + status;
        throw status == 429 || status >= 500 ? new Retries.Passing(reason, null) : new IOException(reason);
    }

    private static @Nullable String version(HttpHeaders headers) {
        return headers.firstValue("etag")
                .map(ETAG::concat)
                .or(() -> headers.firstValue("last-modified").map(MODIFIED::concat))
                .orElse(null);
    }

    private static @Nullable Instant modified(HttpHeaders headers) {
        try {
            return headers.firstValue("last-modified")
                    .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from))
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(limits.connect())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
        }
        return client;
    }
}
