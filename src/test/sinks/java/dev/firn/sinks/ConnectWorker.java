package dev.firn.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka Connect worker in distributed mode, in a JVM of its own that can be killed and started again. Connectors, their
 * configurations and offsets are in topics of the broker, so that they outlive it. Not thread-safe.
 */
final class ConnectWorker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(90);
    private static final int TAIL = 6000;

    private final Path folder;
    private final Path config;
    private final int port;
    private int starts;
    private @Nullable Process process;

    ConnectWorker(Path folder, String bootstrapServers) {
        this.folder = folder;
        this.port = freePort();
        this.config = folder.resolve("worker.properties");
        try {
            Files.write(
                    config,
                    List.of(
                            "bootstrap.servers=" + bootstrapServers,
                            "group.id=connect",
                            "listeners=http://127.0.0.1:" + port,
                            "key.converter=org.apache.kafka.connect.storage.StringConverter",
                            "value.converter=org.apache.kafka.connect.storage.StringConverter",
                            "config.storage.topic=connect-configs",
                            "config.storage.replication.factor=1",
                            "offset.storage.topic=connect-offsets",
                            "offset.storage.replication.factor=1",
                            "offset.storage.partitions=1",
                            "status.storage.topic=connect-status",
                            "status.storage.replication.factor=1",
                            "status.storage.partitions=1",
                            "plugin.discovery=service_load",
                            // A worker that was killed is missed after seconds.
                            "offset.flush.interval.ms=1000",
                            "scheduled.rebalance.max.delay.ms=0",
                            "session.timeout.ms=6000",
                            "heartbeat.interval.ms=1000",
                            "consumer.session.timeout.ms=10000",
                            "consumer.heartbeat.interval.ms=1000"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it answers. */
    ConnectWorker start() {
        starts++;
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                // It lives for seconds.
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Dlogback.configurationFile=logback-worker.xml",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                config.toString());
        builder.redirectErrorStream(true).redirectOutput(output().toFile());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("the worker's answer", () -> get("/connectors") != null, this::tail);
        return this;
    }

    /** kill -9; returns when the process is gone. */
    void kill() {
        Process running = running();
        running.destroyForcibly();
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the worker did not die");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Creates the connector and returns when it and its tasks run. */
    void create(ShippedConnector connector) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/connectors/" + connector.name() + "/config"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(connector.json())));
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(connector.name() + " was refused: " + answer.body());
        }
        Await.until(
                connector.name() + " to run",
                () -> isRunning(connector.name()),
                () -> get("/connectors/" + connector.name() + "/status") + "\n" + tail());
    }

    private boolean isRunning(String connector) {
        JsonNode status = get("/connectors/" + connector + "/status");
        if (status == null || !isRunning(status.path("connector"))) {
            return false;
        }
        for (JsonNode task : status.path("tasks")) {
            if (!isRunning(task)) {
                return false;
            }
        }
        return !status.path("tasks").isEmpty();
    }

    /** What {@code autoRestart} of Strimzi does: tasks that failed begin again. */
    void restartFailed(String connector) {
        if (status(connector).contains("FAILED")) {
            send(HttpRequest.newBuilder(uri("/connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true"))
                    .POST(BodyPublishers.noBody()));
        }
    }

    private static boolean isRunning(JsonNode part) {
        return part.path("state").asText().equals("RUNNING");
    }

    /** States and traces of the connector's tasks. */
    String status(String connector) {
        return String.valueOf(get("/connectors/" + connector + "/status"));
    }

    /** Null when there is no answer, or none that says yes. */
    private @Nullable JsonNode get(String path) {
        if (!running().isAlive()) {
            throw new AssertionError("the worker has ended\n" + tail());
        }
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(uri(path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(REQUEST_LIMIT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the worker was not started");
        }
        return process;
    }

    private Path output() {
        return folder.resolve("worker-" + starts + ".log");
    }

    /** The last that it said, for failures. */
    String tail() {
        try {
            String all = Files.readString(output());
            return "the worker said last: ..." + all.substring(Math.max(0, all.length() - TAIL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
