package dev.firn.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firn.registry.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A registry that has a schema for every {@code com.acme/purchase_N}, and moods. Thread-safe. */
final class RegistryStub implements AutoCloseable {

    enum Mood {
        WELL,
        /** Takes the connection and never answers. */
        SILENT,
        /** Answers after three seconds, rightly. */
        SLOW,
        BROKEN,
        /** 200, and a page of a proxy. */
        GARBAGE,
        /** 200, and the schema of something else. */
        ANOTHER_SCHEMA
    }

    private static final Pattern KNOWN = Pattern.compile("/schemas/com\\.acme/(purchase_\\d+)/jsonschema/1-0-0");
    private static final String SCHEMA =
            """
            {"$schema":"http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
             "self":{"vendor":"com.acme","name":"%s","format":"jsonschema","version":"1-0-0"},
             "type":"object","required":["sku"],"properties":{"sku":{"type":"string"}},"additionalProperties":false}""";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong asked = new AtomicLong();
    private final int port;
    private volatile Mood mood = Mood.WELL;
    private @Nullable HttpServer server;

    RegistryStub() {
        server = serve(0);
        port = server.getAddress().getPort();
    }

    private HttpServer serve(int at) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 50);
            http.setExecutor(threads);
            http.createContext("/", this::answer);
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mood(Mood mood) {
        this.mood = mood;
    }

    /** Nobody listens any more. */
    synchronized void goAway() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    synchronized void comeBack() {
        mood = Mood.WELL;
        if (server == null) {
            server = serve(port);
        }
    }

    /** Requests up to now. */
    long asked() {
        return asked.get();
    }

    /** Writes a resolver configuration that asks this registry, remembers answers for some seconds, and returns its file. */
    Path resolver(Path folder) {
        String json =
                """
                {"schema":"iglu:com.snowplowanalytics.iglu/resolver-config/jsonschema/1-0-3",
                 "data":{"cacheSize":500,"cacheTtl":5,"repositories":[
                  {"name":"Iglu Central","priority":0,"vendorPrefixes":["com.snowplowanalytics"],
                   "connection":{"embedded":{"path":"iglu-central"}}},
                  {"name":"Acme","priority":1,"vendorPrefixes":["com.acme"],
                   "connection":{"http":{"uri":"http://127.0.0.1:%d"}}}]}}"""
                        .formatted(port);
        try {
            return Files.writeString(folder.resolve("resolver.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return JsonText.parse(Files.readAllBytes(file)).fold(json -> json, message -> {
                throw new IllegalStateException(message);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        Matcher known = KNOWN.matcher(exchange.getRequestURI().getPath());
        String right = known.matches() ? SCHEMA.formatted(known.group(1)) : null;
        try (exchange) {
            switch (mood) {
                case WELL -> respond(exchange, right);
                case SILENT -> pause(Long.MAX_VALUE);
                case SLOW -> {
                    pause(3000);
                    respond(exchange, right);
                }
                case BROKEN -> exchange.sendResponseHeaders(503, -1);
                case GARBAGE -> respond(exchange, "<html><body>It works!</body></html>");
                case ANOTHER_SCHEMA -> respond(exchange, SCHEMA.formatted("refund"));
            }
        }
    }

    private void pause(long millis) {
        try {
            closed.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, @Nullable String body) throws IOException {
        if (body == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        goAway();
        threads.shutdownNow();
    }
}
