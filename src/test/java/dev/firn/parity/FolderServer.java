package dev.firn.parity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves files over HTTP on a free port of the loopback interface: a schema registry, and the files of enrichments. */
final class FolderServer implements AutoCloseable {

    private final HttpServer server;

    /** @param mounts folders or files by the path under which they are found */
    FolderServer(Map<String, Path> mounts) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        mounts.forEach((path, file) -> server.createContext(path, exchange -> answer(exchange, path, file)));
        server.start();
    }

    URI uri() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, String mount, Path root) throws IOException {
        try (exchange) {
            String rest = exchange.getRequestURI().getPath().substring(mount.length());
            Path file = rest.isEmpty() ? root : root.resolve(rest.substring(rest.startsWith("/") ? 1 : 0));
            if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
