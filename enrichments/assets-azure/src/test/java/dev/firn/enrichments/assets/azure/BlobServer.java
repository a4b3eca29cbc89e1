package dev.firn.enrichments.assets.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of Azure Blob Storage as reading a blob takes. */
final class BlobServer implements AutoCloseable {

    static final String ACCOUNT = "accountoftest";

    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger cuts = new AtomicInteger();
    private final Map<String, String> blobs = new ConcurrentHashMap<>();
    private final HttpServer server;

    BlobServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String connectionString() {
        return "DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT
                + ";AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:"
                + server.getAddress().getPort() + "/" + ACCOUNT + ";";
    }

    BlobServer put(String path, String content) {
        blobs.put("/" + ACCOUNT + path, content);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
                            + (condition == null ? "" : " if not " + condition) + " by " + signed);
            String content = blobs.get(exchange.getRequestURI().getPath());
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                error(exchange, 503, "ServerBusy");
            } else if (!signed.startsWith("SharedKey " + ACCOUNT + ":")) {
                error(exchange, 403, "AuthenticationFailed");
            } else if (content == null) {
                error(exchange, 404, "BlobNotFound");
            } else {
                answer(exchange, content, condition);
            }
        }
    }

    private void answer(HttpExchange exchange, String content, String condition) throws IOException {
        String tag = "\"0x" + Integer.toHexString(content.hashCode()) + '"';
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
        exchange.getResponseHeaders().set("x-ms-blob-type", "BlockBlob");
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        if (tag.equals(condition)) {
            exchange.sendResponseHeaders(304, -1);
        } else if (cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, 1);
            exchange.getResponseBody().flush();
        } else if (exchange.getRequestHeaders().containsKey("x-ms-range")) {
            String range = exchange.getRequestHeaders().getFirst("x-ms-range");
            int from = Integer.parseInt(range.replaceFirst("bytes=(\\d+)-.*", "$1"));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
            exchange.sendResponseHeaders(206, bytes.length - from);
            exchange.getResponseBody().write(bytes, from, bytes.length - from);
        } else {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        byte[] body = ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code
                        + "</Code><Message>m</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.getResponseHeaders().set("x-ms-error-code", code);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
