package dev.firn.enrichments.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.enrichments.http.HttpResult.Answer;
import dev.firn.enrichments.http.HttpResult.Failure;
import dev.firn.enrichments.http.HttpResult.Kind;
import dev.firn.enrichments.http.ScriptedServer.Script;
import dev.firn.enrichments.spi.LookupListener;
import dev.firn.enrichments.spi.Resources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpLookupsTest {

    private static final LookupLimits LIMITS = LookupLimits.of(Duration.ofSeconds(1));
    private static final String HEADERS = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final Resources resources = Resources.of(() -> now);
    private final ScriptedServer server = new ScriptedServer(ScriptedServer.json("{}"));
    private final List<LookupListener.Outcome> ends = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeServer() {
        server.close();
    }

    private HttpLookups lookups(LookupLimits limits) {
        return HttpLookups.builder(resources, limits)
                .header("Accept", "*/*")
                .secrets(Secrets.of(List.of("planted")))
                .listener((outcome, took) -> ends.add(outcome))
                .build();
    }

    private HttpResult ask(Script script) {
        server.script(script);
        return lookups(LIMITS).get(uri("/x?appid=planted"));
    }

    private URI uri(String target) {
        return URI.create(server.url() + target);
    }

    private static Failure failure(HttpResult result) {
        assertThat(result).isInstanceOf(Failure.class);
        return (Failure) result;
    }

    @Test
    void givesTheAnswer() {
        // when
        HttpResult result = ask(ScriptedServer.json("{\"a\":\"\u00e9\"}"));
        // then
        assertThat(((Answer) result).status()).isEqualTo(200);
        assertThat(((Answer) result).succeeded()).isTrue();
        assertThat(((Answer) result).body().text()).isEqualTo("{\"a\":\"\u00e9\"}");
        assertThat(server.requests().get(0).headers())
                .containsEntry("accept", "*/*")
                .containsEntry("user-agent", "firn")
                .doesNotContainKey("upgrade");
    }

    @Test
    void sendsBodies() {
        lookups(LIMITS).send("POST", uri("/x"), "{\"a\":\"\u00e9\"}");
        assertThat(server.requests().get(0).body()).isEqualTo("{\"a\":\"\u00e9\"}");
        assertThat(server.requests().get(0).method()).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 404, 500, 503})
    void givesOtherStatusesAsTheyAre(int status) {
        server.script((request, connection) ->
                connection.send("HTTP/1.1 " + status + " X\r\nLocation: /elsewhere\r\nContent-Length: 2\r\n\r\nno"));
        Answer answer = (Answer) lookups(LIMITS).get(uri("/x"));
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.statusFailure()).isEqualTo(new Failure(Kind.STATUS, "Request failed with status " + status));
        assertThat(answer.body().text()).isEqualTo("no");
        assertThat(server.targets()).containsExactly("/x");
        assertThat(ends).containsExactly(LookupListener.Outcome.STATUS);
    }

    @Test
    void endsInTimeWhenNoAnswerComes() {
        long start = System.nanoTime();
        Failure failure = failure(ask(ScriptedServer.hang()));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
        assertThat(failure)
                .isEqualTo(new Failure(
                        Kind.TIMEOUT, "no complete answer of 127.0.0.1:" + server.port() + " within 1000 ms"));
        assertThatTheConnectionIsGivenUp();
    }

    @Test
    void endsInTimeWhenTheBodyTrickles() {
        Failure failure = failure(ask((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (true) {
                connection.send("x");
                Thread.sleep(50);
            }
        }));
        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThatTheConnectionIsGivenUp();
    }

    @Test
    void endsInTimeWhenTheHeadersTrickle() {
        Failure failure = failure(ask((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                connection.send("x");
                Thread.sleep(50);
            }
        }));
        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThatTheConnectionIsGivenUp();
    }

    private void assertThatTheConnectionIsGivenUp() {
        for (int i = 0; i < 100 && server.openConnections() > 0; i++) {
            sleep(20);
        }
        assertThat(server.openConnections()).isZero();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesLongAnswers() {
        assertThat(failure(ask(ScriptedServer.json("x".repeat(2 << 20)))))
                .isEqualTo(new Failure(Kind.TOO_LARGE, "response larger than 1048576 bytes"));
    }

    @Test
    void refusesLongAnswersOfUnknownLength() {
        Failure failure = failure(ask((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                connection.send("400\r\n" + "x".repeat(1024) + "\r\n");
            }
        }));
        assertThat(failure).isEqualTo(new Failure(Kind.TOO_LARGE, "response larger than 1048576 bytes"));
        assertThatTheConnectionIsGivenUp();
    }

    @Test
    void takesAnswersUpToTheLimit() {
        String body = "x".repeat(1 << 20);
        assertThat(((Answer) ask(ScriptedServer.json(body))).body().text()).isEqualTo(body);
    }

    @Test
    void aLongAnswerOfAnotherStatusIsCut() {
        Answer answer = (Answer) ask(ScriptedServer.status(302, "x".repeat(2 << 20)));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.body().text()).hasSize(1 << 20);
    }

    @Test
    void anAnswerThatPromisesMoreThanItHoldsIsBroken() {
        Failure failure = failure(ask((request, connection) -> {
            connection.send(HEADERS + "12345");
            connection.close();
        }));
        assertThat(failure.kind()).isEqualTo(Kind.CONNECT);
        assertThat(failure.text())
                .isEqualTo("connection to 127.0.0.1:" + server.port()
                        + " broken: fixed content-length: 10, bytes received: 5");
    }

    @Test
    void anAnswerThatHoldsMoreThanItPromisesIsCut() {
        assertThat(((Answer) ask((request, connection) -> {
                            connection.send(HEADERS + "1234567890 and more");
                            connection.close();
                        }))
                        .body()
                        .text())
                .isEqualTo("1234567890");
    }

    @Test
    void anAnswerThatIsResetInTheMiddleIsBroken() {
        Failure failure = failure(ask((request, connection) -> {
            connection.send(HEADERS + "12345");
            sleep(100);
            connection.reset();
        }));
        assertThat(failure.kind()).isEqualTo(Kind.CONNECT);
        assertThat(failure.text()).contains(" broken: ");
    }

    @Test
    void garbageIsBrokenAndShowsNoSecrets() {
        Failure failure = failure(ask((request, connection) -> {
            connection.send("\u0001\u0002 garbage planted " + "x".repeat(500) + "\r\n\r\n");
            connection.close();
        }));
        assertThat(failure.kind()).isEqualTo(Kind.CONNECT);
        assertThat(failure.text())
                .contains(" broken: ")
                .doesNotContain("planted")
                .matches("\\P{Cntrl}{1,200}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void aServerThatNeverAnswersIsAskedTwice(String method) {
        for (Script script : List.<Script>of((q, c) -> c.close(), (q, c) -> c.reset())) {
            server.requests().clear();
            server.script(script);
            Failure failure = failure(lookups(LIMITS).send(method, uri("/x"), method.equals("GET") ? null : "{}"));
            assertThat(failure)
                    .isEqualTo(new Failure(
                            Kind.CONNECT, "127.0.0.1:" + server.port() + " closed the connection before an answer"));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void aConnectionThatClosesAtTheWrongMomentDoesNoHarm(String method) {
        // given a server that ends kept connections when the second request arrives
        AtomicInteger count = new AtomicInteger();
        server.script((request, connection) -> {
            if (count.incrementAndGet() == 2) {
                connection.close();
            } else {
                ScriptedServer.json("{}").answer(request, connection);
            }
        });
        HttpLookups lookups = lookups(LIMITS);
        String body = method.equals("GET") ? null : "{}";
        lookups.send(method, uri("/1"), body);
        // when
        HttpResult second = lookups.send(method, uri("/2"), body);
        // then
        assertThat(second).isInstanceOf(Answer.class);
        assertThat(server.targets()).containsExactly("/1", "/2", "/2");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void usesConnectionsAgain() {
        HttpLookups lookups = lookups(LIMITS);
        IntStream.range(0, 20).forEach(i -> lookups.get(uri("/" + i)));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void tellsWhenThereIsNoServer() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(lookups(LIMITS).get(URI.create("http://127.0.0.1:" + free + "/?token=planted")))
                .isEqualTo(new Failure(Kind.CONNECT, "cannot connect to 127.0.0.1:" + free));
    }

    @Test
    void tellsWhenThereIsNoSuchHost() {
        assertThat(failure(lookups(LookupLimits.of(Duration.ofSeconds(20)))
                                .get(URI.create("https://nowhere.invalid/?token=planted")))
                        .text())
                .isEqualTo("unknown host nowhere.invalid");
    }

    @Test
    void tellsWhenAServerSpeaksNoTls() {
        server.script((request, connection) -> connection.close());
        Failure failure =
                failure(lookups(LIMITS).get(URI.create("https://127.0.0.1:" + server.port() + "/?token=planted")));
        assertThat(failure.kind()).isIn(Kind.CONNECT, Kind.TIMEOUT);
        assertThat(failure.text()).doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/?token=planted", "/relative?token=planted", "http:///nohost?token=planted"})
    void refusesWhatIsNotHttp(String uri) {
        Failure failure = failure(lookups(LIMITS).get(URI.create(uri)));
        assertThat(failure.text()).startsWith("the request is not valid: ").doesNotContain("planted");
    }

    @Test
    void leavesAServiceAloneThatDoesNotAnswer() {
        // given
        server.script((request, connection) -> connection.close());
        HttpLookups lookups = lookups(LIMITS);
        // when
        List<String> texts = IntStream.range(0, 25)
                .mapToObj(i -> failure(lookups.get(uri("/" + i))).text())
                .toList();
        // then
        assertThat(texts.subList(0, 20)).allMatch(text -> text.endsWith("closed the connection before an answer"));
        assertThat(texts.subList(20, 25)).containsOnly("circuit open");
        assertThat(server.connections()).isEqualTo(40); // the client asks twice
        // when it is back
        server.script(ScriptedServer.json("{}"));
        now = now.plusSeconds(9);
        assertThat(failure(lookups.get(uri("/early"))).kind()).isEqualTo(Kind.CIRCUIT);
        now = now.plusSeconds(1);
        // then
        assertThat(lookups.get(uri("/trial"))).isInstanceOf(Answer.class);
        assertThat(lookups.get(uri("/more"))).isInstanceOf(Answer.class);
        assertThat(server.targets()).endsWith("/trial", "/more").doesNotContain("/early", "/20");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void leavesAServiceAloneThatIsInTrouble(int status) {
        server.script(ScriptedServer.status(status, ""));
        HttpLookups lookups = lookups(LIMITS);
        IntStream.range(0, 20).forEach(i -> assertThat(lookups.get(uri("/"))).isInstanceOf(Answer.class));
        assertThat(lookups.get(uri("/"))).isEqualTo(new Failure(Kind.CIRCUIT, "circuit open"));
    }

    @Test
    void asksAServiceOnThatSaysNo() {
        server.script(ScriptedServer.status(404, ""));
        HttpLookups lookups = lookups(LIMITS);
        IntStream.range(0, 30).forEach(i -> assertThat(lookups.get(uri("/"))).isInstanceOf(Answer.class));
    }

    @Test
    void makesOnlySoManyCallsAtATime() throws Exception {
        // given
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.script((request, connection) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            sleep(30);
            underWay.decrementAndGet();
            ScriptedServer.json("{}").answer(request, connection);
        });
        HttpLookups lookups = lookups(new LookupLimits(Duration.ofSeconds(20), 100, 3, 20, Duration.ofSeconds(1)));
        ExecutorService threads = Executors.newFixedThreadPool(12);
        // when
        List<Future<HttpResult>> results = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            results.add(threads.submit(() -> lookups.get(uri("/"))));
        }
        for (Future<HttpResult> result : results) {
            assertThat(result.get()).isInstanceOf(Answer.class);
        }
        threads.shutdownNow();
        // then
        assertThat(most.get()).isBetween(2, 3);
    }

    @Test
    void waitingCountsIntoTheTimeLimit() throws Exception {
        // given a call that keeps the only place
        CountDownLatch arrived = new CountDownLatch(1);
        server.script((request, connection) -> {
            arrived.countDown();
            connection.waitForHangUp();
        });
        HttpLookups lookups = lookups(new LookupLimits(Duration.ofSeconds(2), 100, 1, 20, Duration.ofSeconds(1)));
        Thread first = new Thread(() -> lookups.get(uri("/first")));
        first.start();
        arrived.await();
        sleep(1000);
        // when
        long start = System.nanoTime();
        HttpResult second = lookups.get(uri("/second"));
        // then it waited for a second and asked for another; with two seconds of its own it would end after three
        assertThat(failure(second).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(1800L, 2800L);
        first.join();
    }

    @Test
    void anInterruptEndsTheCall() throws Exception {
        // given
        CountDownLatch arrived = new CountDownLatch(1);
        server.script((request, connection) -> {
            arrived.countDown();
            connection.waitForHangUp();
        });
        HttpLookups lookups = lookups(LookupLimits.of(Duration.ofSeconds(30)));
        List<Object> seen = new CopyOnWriteArrayList<>();
        Thread caller = new Thread(() -> {
            seen.add(failure(lookups.get(uri("/"))).kind());
            seen.add(Thread.currentThread().isInterrupted());
        });
        caller.start();
        arrived.await();
        // when
        caller.interrupt();
        caller.join(5000);
        // then
        assertThat(seen).containsExactly(Kind.INTERRUPTED, true);
        assertThatTheConnectionIsGivenUp();
    }
}
