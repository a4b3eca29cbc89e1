package dev.firn.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers probes over HTTP: 200 when well, 503 when not, with a line that says why. Starts before anything slow and stops
 * last. Answers GET and HEAD only, reads no bodies, and serves on two threads, so that a stuck caller cannot block a probe.
 */
public final class HealthServer implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int BACKLOG = 50;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "firn-health");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts to answer.
     *
     * @param port 0 for any free one
     * @param probes by path, such as {@code /health/live}
     * @throws UncheckedIOException when the port cannot be bound; the message names it
     */
    public HealthServer(String host, int port, Map<String, Supplier<Probe>> probes) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        probes.forEach((path, probe) -> server.createContext(path, exchange -> answer(exchange, path, probe)));
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, Supplier<Probe> probe) throws IOException {
        try (exchange) {
            if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                send(exchange, 405, "GET or HEAD only");
            } else if (!exchange.getRequestURI().getPath().equals(path)) {
                send(exchange, 404, "no such probe");
            } else {
                Probe result = probe.get();
                send(exchange, result.ok() ? 200 : 503, result.detail());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String line) throws IOException {
        byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
