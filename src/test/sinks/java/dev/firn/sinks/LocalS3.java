package dev.firn.sinks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of S3's protocol as Iceberg's file IO speaks, over the files of a folder: put, get, head and delete of single
 * objects, with ranges and with the framing of streamed bodies. It asks for a signature and does not check it; uploads in
 * parts it refuses, as nothing here is that large.
 */
final class LocalS3 implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Objects that cannot be put, by key. */
    volatile Predicate<String> refused = key -> false;

    LocalS3(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The file that holds an object. */
    Path file(String location) {
        URI uri = URI.create(location);
        return path(uri.getHost() + uri.getPath());
    }

    private Path path(String key) {
        Path path = folder.resolve(key.startsWith("/") ? key.substring(1) : key).normalize();
        if (!path.startsWith(folder)) {
            throw new IllegalArgumentException(key);
        }
        return path;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath();
            Path file = path(key);
            String query = exchange.getRequestURI().getQuery();
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                fail(exchange, 403, "AccessDenied");
            } else if (query != null && !query.startsWith("x-id=")) {
                fail(exchange, 501, "NotImplemented");
            } else {
                switch (exchange.getRequestMethod()) {
                    case "PUT" -> put(exchange, key, file);
                    case "GET", "HEAD" -> get(exchange, file);
                    case "DELETE" -> {
                        Files.deleteIfExists(file);
                        exchange.sendResponseHeaders(204, -1);
                    }
                    default -> fail(exchange, 501, "NotImplemented");
                }
            }
        }
    }

    private void put(HttpExchange exchange, String key, Path file) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String digest = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        if (digest != null && digest.startsWith("STREAMING-")) {
            body = unframed(body);
        }
        if (refused.test(key)) {
            fail(exchange, 403, "AccessDenied");
            return;
        }
        Files.createDirectories(file.getParent());
        // An object is there as a whole or not at all.
        Path part = Files.createTempFile(folder, "put", ".part");
        Files.write(part, body);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        exchange.getResponseHeaders().set("ETag", tag(body));
        exchange.sendResponseHeaders(200, -1);
    }

    /** Chunks, each behind a line with its length in hexadecimal, up to an empty one. */
    private static byte[] unframed(byte[] framed) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(framed.length);
        int at = 0;
        while (true) {
            int end = at;
            while (framed[end] != '\r') {
                end++;
            }
            String line = new String(framed, at, end - at, US_ASCII);
            int extension = line.indexOf(';');
            int length = Integer.parseInt(extension < 0 ? line : line.substring(0, extension), 16);
            if (length == 0) {
                return body.toByteArray();
            }
            body.write(framed, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    private static void get(HttpExchange exchange, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            fail(exchange, 404, "NoSuchKey");
            return;
        }
        byte[] content = Files.readAllBytes(file);
        exchange.getResponseHeaders().set("ETag", tag(content));
        exchange.getResponseHeaders().set("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
        int status = 200;
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher wanted = RANGE.matcher(range == null ? "" : range);
        if (wanted.matches()) {
            boolean suffix = wanted.group(1).isEmpty();
            int from = suffix
                    ? Math.max(0, content.length - Integer.parseInt(wanted.group(2)))
                    : Integer.parseInt(wanted.group(1));
            int to = suffix || wanted.group(2).isEmpty()
                    ? content.length
                    : Math.min(content.length, Integer.parseInt(wanted.group(2)) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
            content = Arrays.copyOfRange(content, from, to);
            status = 206;
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static String tag(byte[] content) {
        try {
            return '"'
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fail(HttpExchange exchange, int status, String code) throws IOException {
        byte[] body = ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>")
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
