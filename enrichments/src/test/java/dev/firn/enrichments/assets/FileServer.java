package dev.firn.enrichments.assets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server of one file, which answers as told: first what was queued, then its usual answer. */
final class FileServer implements AutoCloseable {

    /** One answer. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Answer> queued = new ArrayDeque<>();
    private volatile Answer usual = status(404);

    FileServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    FileServer usually(Answer answer) {
        usual = answer;
        return this;
    }

    FileServer first(Answer... answers) {
        synchronized (queued) {
            queued.addAll(List.of(answers));
        }
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
        String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
        requests.add(exchange.getRequestURI().getPath() + (condition == null ? "" : " if not " + condition)
                + (since == null ? "" : " if since " + since)
                + " by " + exchange.getRequestHeaders().getFirst("User-Agent"));
        Answer next;
        synchronized (queued) {
            next = queued.isEmpty() ? usual : queued.poll();
        }
        try {
            next.to(exchange);
        } finally {
            exchange.close();
        }
    }

    static Answer text(String text) {
        return exchange -> send(exchange, 200, text);
    }

    /** With an ETag, to which a later question is answered by 304. */
    static Answer tagged(String text) {
        return exchange -> {
            String tag = '"' + Integer.toHexString(text.hashCode()) + '"';
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.getResponseHeaders().set("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
            boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            if (same) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                send(exchange, 200, text);
            }
        };
    }

    static Answer status(int status) {
        return exchange -> send(exchange, status, "an explanation");
    }

    static Answer redirect(String to) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** Announces more than it sends, then hangs up. */
    static Answer cut(String text) {
        return exchange -> {
            exchange.sendResponseHeaders(200, text.length() + 100L);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** Sends a part, then nothing for a while. */
    static Answer stalled(String text) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Of unannounced length. */
    static Answer chunked(String text, int times) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < times; i++) {
                exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 || bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
