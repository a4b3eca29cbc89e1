package dev.firn.enrichments.assets.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/** As much of Google Cloud Storage's JSON interface as reading an object takes. */
final class ObjectServer implements AutoCloseable {

    private record Stored(String content, long generation, String checksum) {}

    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    private final Map<String, Stored> objects = new ConcurrentHashMap<>();
    private final AtomicInteger generations = new AtomicInteger(1000);
    private final HttpServer server;

    ObjectServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String host() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ObjectServer put(String bucket, String name, String content) {
        CRC32C sum = new CRC32C();
        sum.update(content.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
        return put(bucket, name, content, Base64.getEncoder().encodeToString(bytes));
    }

    ObjectServer put(String bucket, String name, String content, String checksum) {
        objects.put(bucket + '/' + name, new Stored(content, generations.incrementAndGet(), checksum));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestURI().toString() + " as "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            String[] path = exchange.getRequestURI()
                    .getPath()
                    .replaceFirst("^/download", "")
                    .split("/", 7);
            String key = path.length > 6 ? path[4] + '/' + path[6] : "";
            Stored stored = objects.get(key);
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                send(exchange, 503, "{\"error\":{\"code\":503,\"message\":\"busy\"}}");
            } else if (stored == null
                    || query.contains("generation=") && !query.contains("generation=" + stored.generation)) {
                send(exchange, 404, "{\"error\":{\"code\":404,\"message\":\"No such object\"}}");
            } else if (query.contains("alt=media")) {
                exchange.getResponseHeaders().set("x-goog-generation", Long.toString(stored.generation));
                send(exchange, 200, stored.content);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                send(
                        exchange,
                        200,
                        """
                        {"kind":"storage#object","bucket":"%s","name":"%s","generation":"%d","size":"%d",
                        "updated":"1994-11-06T08:49:37.000Z","crc32c":"%s"}"""
                                .formatted(
                                        path[4], path[6], stored.generation, stored.content.length(), stored.checksum));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
