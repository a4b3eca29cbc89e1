package dev.firn.enrichments.http;

import static java.util.Objects.requireNonNull;

import dev.firn.enrichments.http.CircuitBreaker.Permission;
import dev.firn.enrichments.http.HttpResult.Answer;
import dev.firn.enrichments.http.HttpResult.Failure;
import dev.firn.enrichments.http.HttpResult.Kind;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.enrichments.spi.Resources;
import dev.firn.registry.json.Utf8Text;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one service, for one enrichment or adapter, within {@linkplain LookupLimits limits}. Every call ends in time with an
 * {@link HttpResult}; nothing throws. Redirects are answers like others, and no failure is tried again, but for the one
 * case in which the service cannot have meant it: it closed the connection, kept from an earlier call, at the moment of
 * the request.
 *
 * <p>Thread-safe. Calls block; an interrupt ends them. The client is the one that all enrichments share, so there is nothing
 * to close.
 */
public final class HttpLookups {

    private static final String USER_AGENT = userAgent();

    private final HttpClient client;
    private final LookupLimits limits;
    private final Map<String, String> headers;
    private final LookupListener listener;
    private final CircuitBreaker breaker;
    private final Semaphore places;
    private final FailureWords words;

    private HttpLookups(Builder builder) {
        client = builder.client;
        limits = builder.limits;
        headers = Map.copyOf(builder.headers);
        listener = builder.listener;
        breaker = new CircuitBreaker(limits.circuitFailures(), limits.circuitPause(), builder.clock);
        places = new Semaphore(limits.maxConcurrent());
        words = new FailureWords(builder.secrets, limits.timeout());
        listener.circuit(breaker::isOpen);
    }

    public static Builder builder(Resources resources, LookupLimits limits) {
        return new Builder(resources, limits);
    }

    public HttpResult get(URI uri) {
        return send("GET", uri, null);
    }

    /**
     * Makes one call.
     *
     * @param uri absolute, http or https
     * @param body sent as UTF-8; null for none
     */
    public HttpResult send(String method, URI uri, @Nullable String body) {
        long start = System.nanoTime();
        HttpResult result = ask(method, uri, body, start);
        listener.ended(outcomeOf(result), Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    private static LookupListener.Outcome outcomeOf(HttpResult result) {
        if (result instanceof Failure failure) {
            return failure.kind().outcome();
        }
        return ((Answer) result).succeeded() ? LookupListener.Outcome.SUCCESS : Kind.STATUS.outcome();
    }

    private HttpResult ask(String method, URI uri, @Nullable String body, long start) {
        if (breaker.refuses()) {
            return FailureWords.open();
        }
        HttpRequest request;
        try {
            request = request(method, uri, body);
        } catch (IllegalArgumentException e) {
            return words.refused(e);
        }
        try {
            if (!places.tryAcquire(nanosLeft(start), TimeUnit.NANOSECONDS)) {
                return words.crowded(limits.maxConcurrent());
            }
            try {
                return guarded(request, start);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FailureWords.interrupted();
        }
    }

    /** Lets the breaker decide, and tells it what came of the call. */
    private HttpResult guarded(HttpRequest request, long start) throws InterruptedException {
        Permission permission = breaker.ask();
        if (permission == Permission.REFUSED) {
            return FailureWords.open();
        }
        HttpResult result = null;
        try {
            result = exchange(request, start, !request.method().equals("GET"));
            return result;
        } finally {
            if (result == null) {
                breaker.abandoned(permission);
            } else if (showsTrouble(result)) {
                breaker.failed(permission);
            } else {
                breaker.succeeded(permission);
            }
        }
    }

    /** A service that says no, or too much, works; what it said is about the question. */
    private static boolean showsTrouble(HttpResult result) {
        if (result instanceof Answer answer) {
            return answer.status() >= 500 || answer.status() == 429;
        }
        return ((Failure) result).kind() != Kind.TOO_LARGE;
    }

    /**
     * @param again whether to try a second time when the service closed the connection instead of answering; the client does
     *     so by itself for GET only
     */
    private HttpResult exchange(HttpRequest request, long start, boolean again) throws InterruptedException {
        CompletableFuture<HttpResponse<Utf8Text>> pending = client.sendAsync(request, BodyLimit.of(limits.maxBytes()));
        Throwable problem;
        try {
            // The client's own timeout ends with the headers, and a body can trickle for ever.
            HttpResponse<Utf8Text> response = pending.get(nanosLeft(start), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            problem = e;
        } catch (ExecutionException e) {
            problem = requireNonNull(e.getCause());
        } finally {
            pending.cancel(true); // Gives the connection up, if still in use.
        }
        return again && FailureWords.isUnanswered(problem)
                ? exchange(request, start, false)
                : words.of(problem, request.uri());
    }

    private HttpRequest request(String method, URI uri, @Nullable String body) {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, publisher).timeout(limits.timeout());
        if ("http".equalsIgnoreCase(uri.getScheme())) {
            // Else the client asks for an upgrade, and some servers choke on that.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        request.setHeader("User-Agent", USER_AGENT);
        headers.forEach(request::setHeader);
        return request.build();
    }

    private long nanosLeft(long start) {
        return Math.max(0, limits.timeout().toNanos() - (System.nanoTime() - start));
    }

    private static String userAgent() {
        String version = HttpLookups.class.getPackage().getImplementationVersion();
        return version == null ? "firn" : "firn/" + version;
    }

    /** Collects what a service needs beside the limits. */
    public static final class Builder {
        private final HttpClient client;
        private final InstantSource clock;
        private final LookupLimits limits;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Secrets secrets = Secrets.none();
        private LookupListener listener = LookupListener.NONE;

        private Builder(Resources resources, LookupLimits limits) {
            client = resources.http();
            clock = resources.clock();
            this.limits = requireNonNull(limits, "limits");
        }

        /** Sent with every request. */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** Kept out of all texts. */
        public Builder secrets(Secrets value) {
            secrets = requireNonNull(value, "secrets");
            return this;
        }

        public Builder listener(LookupListener value) {
            listener = requireNonNull(value, "listener");
            return this;
        }

        public HttpLookups build() {
            return new HttpLookups(this);
        }
    }
}
