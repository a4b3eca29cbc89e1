package dev.firn.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a table of endpoints over HTTP. Starts before anything slow and stops last. Bounded in everything that a client can
 * choose: connections, size of line and headers, time to send a request and to take an answer, answers made at a time.
 * Bodies of requests are not read. Thread-safe.
 */
public final class EndpointServer implements AutoCloseable {

    static final int THREADS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(EndpointServer.class);
    private static final int BACKLOG = 128;
    /** More than this is no request of ours; the connection is closed instead of reading on. */
    private static final long MOST_BODY_BYTES = 16 << 10;

    /** What the JDK's server reads once, when its classes are loaded; who sets one of them on the command line wins. */
    private static final Map<String, String> LIMITS = Map.of(
            "jdk.httpserver.maxConnections", "512",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.maxIdleConnections", "64",
            "sun.net.httpserver.maxReqHeaders", "100",
            "sun.net.httpserver.maxReqHeaderSize", Integer.toString(32 << 10),
            "sun.net.httpserver.drainAmount", "1024");

    static {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    private record Row(Endpoint endpoint, Semaphore places) {}

    private final List<Row> rows;
    private final HttpServer server;
    private final RequestThreads threads;

    private EndpointServer(HttpServer server, RequestThreads threads, List<Endpoint> endpoints) {
        this.server = server;
        this.threads = threads;
        this.rows = endpoints.stream()
                .map(endpoint -> new Row(endpoint, new Semaphore(endpoint.atMost())))
                .toList();
    }

    /**
     * Starts to answer.
     *
     * @param name of the threads, before a dash
     * @param port 0 for any free one
     * @param endpoints the first that is about a path answers
     * @throws UncheckedIOException when the port cannot be bound; the message names it
     */
    public static EndpointServer open(String name, String host, int port, List<Endpoint> endpoints) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        RequestThreads threads = new RequestThreads(name, THREADS);
        EndpointServer served = new EndpointServer(server, threads, endpoints);
        server.createContext("/", served::answer);
        server.setExecutor(threads);
        server.start();
        return served;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answerOf(exchange);
            threads.writing();
            send(exchange, answer);
        }
    }

    private Answer answerOf(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        List<Row> matching =
                rows.stream().filter(row -> row.endpoint().matches(path)).toList();
        if (matching.isEmpty()) {
            return Answer.text(path.equals("/") ? 200 : 404, list());
        }
        boolean reads = List.of("GET", "HEAD").contains(exchange.getRequestMethod());
        String method = reads ? Endpoint.GET : exchange.getRequestMethod();
        Row row = matching.stream()
                .filter(one -> one.endpoint().method().equals(method))
                .findFirst()
                .orElse(null);
        if (row == null) {
            String allowed = matching.get(0).endpoint().method();
            exchange.getResponseHeaders().set("Allow", allowed);
            return Answer.text(405, allowed + " only");
        }
        if (!reads && exchange.getRequestHeaders().containsKey("Origin")) {
            // Pages in a browser on this machine reach the port, and need no answer to do harm.
            return Answer.text(403, "not from a browser");
        }
        if (bodyBytes(exchange) > MOST_BODY_BYTES) {
            exchange.getResponseHeaders().set("Connection", "close");
            return Answer.text(413, "no bodies here: parameters go into the query");
        }
        if (!row.places().tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            return Answer.text(503, "busy: " + row.endpoint().atMost() + " at a time");
        }
        try {
            return made(row.endpoint(), request(exchange, path));
        } finally {
            row.places().release();
        }
    }

    private static long bodyBytes(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private Answer made(Endpoint endpoint, Request request) {
        threads.answering(endpoint.limit());
        try {
            return endpoint.answers().apply(request);
        } catch (IllegalArgumentException e) {
            return Answer.text(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("endpoint failed: path={}", endpoint.path(), e);
            return Answer.text(500, "failed; the log has the cause");
        }
    }

    private static Request request(HttpExchange exchange, String path) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new Request(path, query, accept(exchange));
    }

    private static @Nullable String accept(HttpExchange exchange) {
        List<String> all = exchange.getRequestHeaders().get("Accept");
        return all == null ? null : String.join(",", all);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(answer.body().length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            // A length of 0 would mean chunks.
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
            // Newer JDKs first read what is left of the request when the exchange ends, and only then send.
            exchange.getResponseBody().flush();
        }
    }

    /** What there is, for who looks. */
    private String list() {
        return rows.stream()
                .map(Row::endpoint)
                .map(endpoint -> String.format("%-4s %-40s %s", endpoint.method(), endpoint.path(), endpoint.purpose()))
                .collect(Collectors.joining("\n"));
    }

    /** Answers nothing from here on. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
