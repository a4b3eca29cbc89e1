package dev.firn.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to talk to a registry over HTTP. {@link #toString} hides what may be secret.
 *
 * @param uri base of the registry; {@code /schemas/…} is appended
 * @param apikey sent as header {@code apikey} to the host of {@code uri} only, or null
 * @param headers further headers, sent like the key
 * @param connectTimeout for one connection
 * @param requestTimeout for one request, from connecting to the last byte of the answer
 * @param retries how often a request is tried again after trouble that may pass, within the time of the lookup
 * @param maxResponseBytes a longer answer counts as a failure
 */
public record HttpSettings(
        URI uri,
        @Nullable String apikey,
        Map<String, String> headers,
        Duration connectTimeout,
        Duration requestTimeout,
        int retries,
        int maxResponseBytes) {

    /** @throws IllegalArgumentException for a URI that is not http(s) with a host, a bad header, or a number out of range */
    public HttpSettings {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("expected an absolute http or https URI");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("expected a URI without query and fragment");
        }
        headers = Map.copyOf(headers);
        requirePositive("connect timeout", connectTimeout);
        requirePositive("request timeout", requestTimeout);
        if (retries < 0 || maxResponseBytes < 1) {
            throw new IllegalArgumentException("expected retries >= 0 and a positive number of bytes");
        }
        HttpRequest.Builder probe = HttpRequest.newBuilder(uri);
        headers.forEach(probe::header); // Refuses bad names and values now rather than at the first event.
        if (apikey != null) {
            probe.header("apikey", apikey);
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("expected a positive " + what);
        }
    }

    /** The usual settings: no key, 2 s to connect, 4 s for a request, 2 retries, 1 MiB. */
    public static HttpSettings at(URI uri) {
        return new HttpSettings(
                uri, null, Map.of(), Duration.ofSeconds(2), Duration.ofSeconds(4), 2, Registries.MAX_SCHEMA_BYTES);
    }

    public HttpSettings withApikey(@Nullable String key) {
        return new HttpSettings(uri, key, headers, connectTimeout, requestTimeout, retries, maxResponseBytes);
    }

    public HttpSettings withHeaders(Map<String, String> more) {
        return new HttpSettings(uri, apikey, more, connectTimeout, requestTimeout, retries, maxResponseBytes);
    }

    public HttpSettings withTimeouts(Duration connect, Duration request) {
        return new HttpSettings(uri, apikey, headers, connect, request, retries, maxResponseBytes);
    }

    public HttpSettings withRetries(int times) {
        return new HttpSettings(uri, apikey, headers, connectTimeout, requestTimeout, times, maxResponseBytes);
    }

    public HttpSettings withMaxResponseBytes(int bytes) {
        return new HttpSettings(uri, apikey, headers, connectTimeout, requestTimeout, retries, bytes);
    }

    @Override
    public String toString() {
        Map<String, String> masked = new TreeMap<>();
        headers.keySet().forEach(name -> masked.put(name, "***"));
        return "HttpSettings[uri=" + maskedUri() + ", apikey=" + (apikey == null ? "none" : "***") + ", headers="
                + masked + ", connectTimeout=" + connectTimeout + ", requestTimeout=" + requestTimeout + ", retries="
                + retries + ", maxResponseBytes=" + maxResponseBytes + "]";
    }

    private String maskedUri() {
        String userInfo = uri.getRawUserInfo();
        return userInfo == null ? uri.toString() : uri.toString().replace(userInfo + "@", "***@");
    }
}
