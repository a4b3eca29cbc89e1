package dev.firn.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients of all kinds get from a server of endpoints, good and bad ones. */
class EndpointServerTest {

    private static final int TIMEOUT_MILLIS = 60_000;
    /** Slow clients: served one after the other, each to its limit, they would take more than a minute. */
    private static final int MANY = 8 * EndpointServer.THREADS;

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final byte[] LARGE = new byte[20_000_000];

    private final CountDownLatch slowIsAsked = new CountDownLatch(2);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private EndpointServer server;

    @BeforeEach
    void open() {
        server = EndpointServer.open(
                "test",
                "127.0.0.1",
                0,
                List.of(
                        Endpoint.get("/well", "All is well.", request -> Answer.of(Probe.ok("gut: \u00fc"))),
                        Endpoint.get("/ill", "Nothing is.", request -> Answer.of(Probe.no("no"))),
                        Endpoint.get("/echo/*", "Says it again.", request -> Answer.text(200, "" + request.query())),
                        Endpoint.get("/empty", "Says nothing.", request -> Answer.of("text/plain", new byte[0])),
                        Endpoint.get("/large", "Says much.", request -> Answer.of("text/plain", LARGE)),
                        Endpoint.get("/slow", "Waits.", request -> slow()).atMost(2),
                        Endpoint.get("/endless", "Waits longer.", request -> endless())
                                .within(Duration.ofMillis(300)),
                        Endpoint.post("/do", "Does it.", request -> Answer.text(200, "done")),
                        Endpoint.get("/wrong", "Wants another one.", request -> refuse()),
                        Endpoint.get("/broken", "Fails.", request -> fail())));
    }

    @AfterEach
    void close() {
        mayAnswer.countDown();
        server.close();
    }

    private Answer slow() {
        slowIsAsked.countDown();
        await(mayAnswer);
        return Answer.text(200, "at last");
    }

    private static Answer endless() {
        await(new CountDownLatch(1));
        return Answer.text(200, "never");
    }

    private static Answer refuse() {
        throw new IllegalArgumentException("level: no such level");
    }

    private static Answer fail() {
        throw new IllegalStateException("secret");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void answersProbesByStatusAndLine() throws IOException {
        assertThat(ask("GET /well")).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\ngut: \u00fc\n");
        assertThat(ask("GET /ill")).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\nno\n");
    }

    @Test
    void countsBytesNotLetters() throws IOException {
        assertThat(ask("GET /well")).containsIgnoringCase("content-length: 8\r\n");
        assertThat(ask("GET /empty")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    }

    @Test
    void answersHeadWithoutBody() throws IOException {
        assertThat(ask("HEAD /well"))
                .startsWith("HTTP/1.1 200 OK")
                .containsIgnoringCase("content-length: 8\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void decodesWhatIsAsked() throws IOException {
        assertThat(ask("GET /echo/a?name=a%20b&flag&name=%C3%BC"))
                .contains("name=\u00fc")
                .contains("flag=");
        assertThat(ask("GET /echo/a?broken=%zz")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void listsWhatThereIsToWhoAsksForSomethingElse() throws IOException {
        assertThat(ask("GET /nowhere"))
                .startsWith("HTTP/1.1 404 ")
                .contains("GET  /well ")
                .contains("POST /do ")
                .doesNotContain("nowhere");
        assertThat(ask("GET /echo/")).startsWith("HTTP/1.1 404 ");
        assertThat(ask("GET /")).startsWith("HTTP/1.1 200 ").contains("All is well.");
    }

    @Test
    void takesOnlyTheMethodOfTheEndpoint() throws IOException {
        assertThat(ask("POST /well")).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: GET\r\n");
        assertThat(ask("DELETE /well")).startsWith("HTTP/1.1 405 ");
        assertThat(ask("GET /do")).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: POST\r\n");
        assertThat(ask("POST /do")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void doesNothingForPagesInABrowser() throws IOException {
        assertThat(ask("POST /do", "Origin: http://evil.example")).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void readsNoBodies() throws IOException {
        try (Socket socket = send("POST /do HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n")) {
            assertThat(socket.getInputStream().readNBytes(13)).asString().isEqualTo("HTTP/1.1 413 ");
        }
        assertThat(ask("POST /do", "Content-Length: many")).doesNotContain("done");
    }

    @Test
    void keepsAConnectionForTheNextRequest() throws IOException {
        String request = "POST /do HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
        try (Socket socket = send(request)) {
            for (int i = 0; i < 3; i++) {
                byte[] answer = socket.getInputStream().readNBytes(17);
                assertThat(answer).asString().isEqualTo("HTTP/1.1 200 OK\r\n");
                StringBuilder rest = new StringBuilder();
                while (rest.indexOf("done\n") < 0) {
                    rest.append((char) socket.getInputStream().read());
                }
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void tellsWhatIsWrongWithARequestButNotWhatIsWrongInside() throws IOException {
        assertThat(ask("GET /wrong")).startsWith("HTTP/1.1 400 ").contains("level: no such level");
        assertThat(ask("GET /broken")).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
    }

    @Test
    void refusesEndlessLinesAndHeaders() throws IOException {
        String much = "x".repeat(1 << 20);

        assertThat(ask("GET /well?" + much)).doesNotContain(" 200 ");
        assertThat(ask("GET /well", "Much: " + much)).doesNotContain(" 200 ");
    }

    @Test
    void makesOnlySoManyAnswersAtATime() throws Exception {
        // given
        List<Socket> two =
                List.of(send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"), send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
        slowIsAsked.await();

        // when
        String third = ask("GET /slow");
        mayAnswer.countDown();

        // then
        assertThat(third).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 1");
        for (Socket socket : two) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.close();
        }
    }

    @Test
    void interruptsAnAnswerThatTakesTooLong() throws IOException {
        long start = System.nanoTime();

        assertThat(ask("GET /endless")).doesNotContain(" 200 ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(ask("GET /well")).contains(" 200 ");
    }

    @Test
    void answersProbesWhileManyClientsSendNothingButTheBeginning() throws IOException {
        // given
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            slow.add(send("GET /well HTTP/1.1\r\nHost: "));
        }

        // when
        long start = System.nanoTime();
        String probe = ask("GET /well");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        // then
        assertThat(probe).startsWith("HTTP/1.1 200 ");
        assertThat(took).isLessThan(SOON);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void answersProbesWhileManyClientsDoNotTakeTheirAnswers() throws IOException {
        // given
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            slow.add(send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"));
        }

        // when
        long start = System.nanoTime();
        String probe = ask("GET /well");
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        // then
        assertThat(probe).startsWith("HTTP/1.1 200 ");
        assertThat(took).isLessThan(SOON);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** All that comes back, or what came before the connection was cut. */
    private String ask(String lineStart, String... headers) throws IOException {
        StringBuilder answer = new StringBuilder();
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        try (Socket socket = send("")) {
            socket.getOutputStream()
                    .write((lineStart + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            answer.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (SocketException e) {
            answer.append("(cut)");
        }
        return answer.toString();
    }
}
