package dev.firn.enrichments.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server on this machine that does what a test's script says, right or wrong, byte by byte. */
public final class ScriptedServer implements AutoCloseable {

    /** What to do with one request; may throw, which closes the connection. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, Connection connection) throws IOException, InterruptedException;
    }

    /** @param headers by lower-case name */
    public record Request(String method, String target, Map<String, String> headers, String body) {}

    private final ServerSocket listener;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentHashMap<Socket, Thread> open = new ConcurrentHashMap<>();
    private volatile Script script;

    public ScriptedServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public static Script json(String body) {
        return status(200, body);
    }

    public static Script status(int status, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return (request, connection) -> {
            connection.send("HTTP/1.1 " + status + " X\r\nContent-Length: " + bytes.length + "\r\n\r\n");
            connection.send(bytes);
        };
    }

    /** Never answers. */
    public static Script hang() {
        return (request, connection) -> connection.waitForHangUp();
    }

    /** What to do from now on. */
    public void script(Script next) {
        script = next;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** All so far. */
    public List<Request> requests() {
        return requests;
    }

    public List<String> targets() {
        return requests.stream().map(Request::target).toList();
    }

    /** How many were opened so far. */
    public int connections() {
        return connections.get();
    }

    /** How many are open now. */
    public int openConnections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open.keySet()) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.values().forEach(Thread::interrupt);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.put(socket, start(() -> serve(socket)));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Connection connection = new Connection(socket);
            while (!socket.isClosed()) {
                Request request = connection.read();
                requests.add(request);
                script.answer(request, connection);
            }
        } catch (IOException | InterruptedException e) {
            // The client hung up, or the script ended the connection.
        } finally {
            open.remove(socket);
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The server's end of a connection. */
    public static final class Connection {
        private final Socket socket;
        private final InputStream in;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        public void send(String text) throws IOException {
            send(text.getBytes(ISO_8859_1));
        }

        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        public void close() throws IOException {
            socket.close();
        }

        /** Closes it the rude way. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Until the client closes the connection. */
        public void waitForHangUp() throws IOException {
            while (in.read() >= 0) {
                // whatever
            }
            close();
        }

        private Request read() throws IOException {
            String[] first = line().split(" ", 3);
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Request(first[0], first[1], headers, new String(in.readNBytes(length), UTF_8));
        }

        private String line() throws IOException {
            List<Integer> bytes = new ArrayList<>();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException();
                }
                bytes.add(b);
            }
            StringBuilder text = new StringBuilder();
            bytes.forEach(b -> text.append((char) b.intValue()));
            return text.toString().trim();
        }
    }
}
