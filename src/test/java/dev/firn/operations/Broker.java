package dev.firn.operations;

import dev.firn.e2e.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A broker's process. The same one, on the same ports and folder, after each start. Not thread-safe. */
final class Broker implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private final int id;
    private final Path folder;
    private final int clientPort = freePort();
    private final int nodesPort = freePort();
    private final int controllerPort = freePort();
    private Process process;

    Broker(int id, Path folder) {
        this.id = id;
        this.folder = folder;
    }

    int id() {
        return id;
    }

    String address() {
        return "127.0.0.1:" + clientPort;
    }

    /** How the other controllers know it. */
    String voter() {
        return id + "@127.0.0.1:" + controllerPort;
    }

    /** Returns at once. */
    void start(Properties common) {
        Properties all = new Properties();
        all.putAll(common);
        all.put("node.id", Integer.toString(id));
        all.put("log.dirs", folder.resolve("data-" + id).toString());
        String brokers = "PLAINTEXT://" + address() + ",NODES://127.0.0.1:" + nodesPort;
        all.put("listeners", brokers + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("advertised.listeners", brokers);
        Path file = folder.resolve("broker-" + id + ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            all.store(out, null);
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-XX:-UsePerfData",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            BrokerMain.class.getName(),
                            file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it accepts connections; it may not take part in the cluster yet. */
    void awaitListening() {
        Await.until(
                "broker " + id,
                START_LIMIT,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("broker " + id + " ended; see " + log());
                    }
                    return listens();
                },
                () -> "see " + log());
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", clientPort), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private File log() {
        return folder.resolve("broker-" + id + ".out").toFile();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM; returns when it has handed over what it led and has ended. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("broker " + id + " did not end within " + STOP_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    void freeze() {
        Signals.freeze(process.pid());
    }

    void thaw() {
        Signals.thaw(process.pid());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
