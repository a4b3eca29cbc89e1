package dev.firn.app.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server, which takes events, or does not. */
class LineageReporterTest {

    private static final LineageReporter.Patience PATIENCE =
            new LineageReporter.Patience(4, Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofSeconds(20));

    private final LineageEvents events = LineageEvents.of(Example.graph(), Example.IDENTITY, Example.CLOCK);
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            bodies.add(body);
            try {
                held.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Integer answer = answers.poll();
            exchange.sendResponseHeaders(answer == null ? 201 : answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        held.countDown();
        server.stop(0);
    }

    private LineageReporter reporter(LineageReporter.Patience patience) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage");
        return LineageReporter.of(events, url, "key-1", patience);
    }

    private List<String> types() throws IOException {
        List<String> types = new ArrayList<>();
        for (String body : bodies) {
            JsonNode json = LineageEvents.MAPPER.readTree(body);
            types.add(json.get("eventType").textValue());
        }
        return types;
    }

    @Test
    void tellsOfStartAndEndBeforeItIsClosed() throws IOException {
        try (LineageReporter reporter = reporter(PATIENCE)) {
            reporter.started();
            reporter.completed();
        }

        assertThat(types()).containsExactly("START", "COMPLETE");
        assertThat(keys).containsOnly("Bearer key-1");
    }

    @Test
    void asksAgainWhenTheServiceIsInTrouble() throws IOException {
        // given
        answers.addAll(List.of(503, 429));

        // when
        try (LineageReporter reporter = reporter(PATIENCE)) {
            reporter.started();
            reporter.failed();
        }

        // then
        assertThat(types()).containsExactly("START", "START", "START", "FAIL");
    }

    @Test
    void doesNotRepeatWhatTheServiceRefuses() throws IOException {
        // given
        answers.addAll(List.of(422, 503, 503, 503, 503));

        // when
        try (LineageReporter reporter = reporter(PATIENCE)) {
            reporter.started();
            reporter.completed();
        }

        // then
        assertThat(types()).containsExactly("START", "COMPLETE", "COMPLETE", "COMPLETE", "COMPLETE");
    }

    @Test
    void tellsThatItStillRuns() throws Exception {
        try (LineageReporter reporter = reporter(
                new LineageReporter.Patience(1, Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(20)))) {
            reporter.started();
            bodies.poll(20, TimeUnit.SECONDS);

            assertThat(LineageEvents.MAPPER
                            .readTree(bodies.poll(20, TimeUnit.SECONDS))
                            .get("eventType")
                            .textValue())
                    .isEqualTo("RUNNING");
        }
    }

    @Test
    void nobodyWaitsForAServiceThatDoesNotAnswer() throws Exception {
        // given
        held = new CountDownLatch(1);
        LineageReporter reporter = reporter(
                new LineageReporter.Patience(1, Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofMillis(50)));

        // when
        long begin = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            reporter.started();
        }
        reporter.close();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(bodies).hasSizeLessThanOrEqualTo(1);
    }
}
