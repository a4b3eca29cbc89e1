package dev.firn.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server on a free port of this host, which remembers what it was asked. */
final class LocalServer implements AutoCloseable {

    final List<String> paths = Collections.synchronizedList(new ArrayList<>());
    /** The header {@code apikey} of each request, or "none". */
    final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private LocalServer(HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> serve(exchange, handler));
        server.setExecutor(threads);
        server.start();
    }

    private void serve(HttpExchange exchange, HttpHandler handler) throws IOException {
        paths.add(exchange.getRequestURI().toString());
        String key = exchange.getRequestHeaders().getFirst("apikey");
        keys.add(key == null ? "none" : key);
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try (exchange) {
            handler.handle(exchange);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    static LocalServer of(HttpHandler handler) {
        return new LocalServer(handler);
    }

    /** Answers the n-th request with the n-th status, and all further ones with the last; the body is {@code {}}. */
    static LocalServer statuses(int... statuses) {
        AtomicInteger count = new AtomicInteger();
        return of(exchange -> {
            int status = statuses[Math.min(count.getAndIncrement(), statuses.length - 1)];
            respond(exchange, status, "{}");
        });
    }

    static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "binary/octet-stream");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
