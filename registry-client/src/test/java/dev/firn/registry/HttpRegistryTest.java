package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.registry.Registry.Answer;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpRegistryTest {

    private static final SchemaKey X = SchemaKey.of("iglu:com.acme/x/jsonschema/1-0-0");
    private static final Duration BUDGET = Duration.ofSeconds(8);
    private static final String KEY = "9f4c1b52-6a4e-4d43-8c3b-0d1e6f3a2b11";

    private static HttpSettings settings(URI uri) {
        return HttpSettings.at(uri).withTimeouts(Duration.ofMillis(500), Duration.ofMillis(500));
    }

    private static HttpRegistry registry(HttpSettings settings) {
        return new HttpRegistry(Registry.Config.named("http"), settings, () -> 0);
    }

    private static Answer ask(HttpSettings settings) {
        try (HttpRegistry registry = registry(settings)) {
            return registry.schema(X, BUDGET);
        }
    }

    private static Answer repoFailure(String message) {
        return Answer.failed(new RegistryError.RepoFailure(message));
    }

    private static Answer clientFailure(String message) {
        return Answer.failed(new RegistryError.ClientFailure(message));
    }

    // --- what is sent

    @ParameterizedTest
    @CsvSource({"'', /schemas/", "/, /schemas/", "/api, /api/schemas/", "/api/, /api/schemas/", "/api//, /api//schemas/"
    })
    void asksBelowTheBaseUri(String base, String expected) {
        try (LocalServer server = LocalServer.statuses(200);
                HttpRegistry registry = registry(settings(server.uri(base)))) {
            registry.schema(X, BUDGET);
            registry.list("com.acme", "x", 3, BUDGET);

            assertThat(server.paths)
                    .containsExactly(expected + "com.acme/x/jsonschema/1-0-0", expected + "com.acme/x/jsonschema/3");
            assertThat(server.keys).containsExactly("none", "none");
        }
    }

    @Test
    void givesTheTextWhateverItsContentType() {
        try (LocalServer server = LocalServer.of(exchange -> LocalServer.respond(exchange, 200, "{\"ü\":1}"))) {
            assertThat(ask(settings(server.uri("")))).isEqualTo(Answer.text("{\"ü\":1}"));
        }
    }

    @Test
    void sendsTheKeyAndFurtherHeaders() {
        List<String> tenants = new ArrayList<>();
        try (LocalServer server = LocalServer.of(exchange -> {
            tenants.add(exchange.getRequestHeaders().getFirst("X-Tenant"));
            LocalServer.respond(exchange, 200, "{}");
        })) {
            ask(settings(server.uri("")).withApikey(KEY).withHeaders(Map.of("X-Tenant", "7")));

            assertThat(server.keys).containsExactly(KEY);
            assertThat(tenants).containsExactly("7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "."})
    void neverAsksForAVendorThatLeadsOutOfTheFolder(String vendor) {
        try (LocalServer server = LocalServer.statuses(200);
                HttpRegistry registry = registry(settings(server.uri("")))) {
            assertThat(registry.schema(SchemaKey.of("iglu:" + vendor + "/x/jsonschema/1-0-0"), BUDGET))
                    .isEqualTo(Answer.notFound());
            assertThat(server.paths).isEmpty();
        }
    }

    // --- what statuses mean

    @Test
    void takes404ForNotFoundAndAsksOnce() {
        try (LocalServer server = LocalServer.statuses(404)) {
            assertThat(ask(settings(server.uri("")))).isEqualTo(Answer.notFound());
            assertThat(server.paths).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 410, 304})
    void takesARefusalForAClientFailureAndAsksOnce(int status) {
        try (LocalServer server = LocalServer.of(exchange -> exchange.sendResponseHeaders(status, -1))) {
            assertThat(ask(settings(server.uri("")))).isEqualTo(clientFailure("Unexpected response code: " + status));
            assertThat(server.paths).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void triesServerErrorsThreeTimes(int status) {
        try (LocalServer server = LocalServer.statuses(status)) {
            assertThat(ask(settings(server.uri("")))).isEqualTo(repoFailure("Unexpected response code: " + status));
            assertThat(server.paths).hasSize(3);
        }
    }

    @Test
    void givesUpAtOnceOnAServerErrorThatWillNotPass() {
        try (LocalServer server = LocalServer.statuses(501)) {
            assertThat(ask(settings(server.uri("")))).isEqualTo(repoFailure("Unexpected response code: 501"));
            assertThat(server.paths).hasSize(1);
        }
    }

    @Test
    void recoversWithinOneLookup() {
        try (LocalServer server = LocalServer.statuses(503, 429, 200)) {
            assertThat(ask(settings(server.uri("")))).isEqualTo(Answer.text("{}"));
        }
    }

    @Test
    void quotesNothingTheServerSent() {
        try (LocalServer server =
                LocalServer.of(exchange -> LocalServer.respond(exchange, 400, "<html>".repeat(1000) + KEY))) {
            assertThat(ask(settings(server.uri("")).withApikey(KEY)))
                    .isEqualTo(clientFailure("Unexpected response code: 400"));
        }
    }

    // --- servers in trouble

    @Test
    void givesUpOnAServerThatHangs() {
        CountDownLatch done = new CountDownLatch(1);
        try (LocalServer server = LocalServer.of(exchange -> await(done))) {
            assertThat(ask(settings(server.uri("")).withRetries(0))).isEqualTo(repoFailure("Request timed out"));
            done.countDown();
        }
    }

    @Test
    void givesUpOnABodyThatTrickles() {
        CountDownLatch done = new CountDownLatch(1);
        try (LocalServer server = LocalServer.of(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(done);
        })) {
            assertThat(ask(settings(server.uri("")).withRetries(0))).isEqualTo(repoFailure("Request timed out"));
            done.countDown();
        }
    }

    @Test
    void staysWithinTheBudgetOfTheLookup() {
        CountDownLatch done = new CountDownLatch(1);
        try (LocalServer server = LocalServer.of(exchange -> await(done));
                HttpRegistry registry = registry(HttpSettings.at(server.uri("")))) {
            long start = System.nanoTime();
            Answer answer = registry.schema(X, Duration.ofMillis(300));
            long millis = (System.nanoTime() - start) / 1_000_000;

            assertThat(answer).isEqualTo(repoFailure("Request timed out"));
            assertThat(millis).isBetween(250L, 2500L);
            done.countDown();
        }
    }

    @Test
    void reportsAServerThatDiesInTheMiddle() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            answerRaw(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");

            assertThat(ask(settings(URI.create("http://127.0.0.1:" + socket.getLocalPort()))))
                    .isEqualTo(repoFailure("Connection broken"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
    void reportsAServerThatSpeaksNoHttp(String bytes) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            answerRaw(socket, bytes);

            Answer answer = ask(settings(URI.create("http://127.0.0.1:" + socket.getLocalPort())));

            assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(failed.error())
                    .isInstanceOf(RegistryError.RepoFailure.class));
            assertThat(answer.toString()).doesNotContain("garbage").doesNotContain("127.0.0.1");
        }
    }

    /** Sends these bytes to everyone who connects, then hangs up. */
    private static void answerRaw(ServerSocket socket, String bytes) {
        Runnable serving = () -> {
            while (!socket.isClosed()) {
                try (Socket one = socket.accept();
                        OutputStream out = one.getOutputStream()) {
                    one.getInputStream().read(new byte[4096]);
                    out.write(bytes.getBytes(StandardCharsets.US_ASCII));
                } catch (Exception e) {
                    return;
                }
            }
        };
        HttpRegistry.daemon(serving, "raw server").start();
    }

    @Test
    void reportsAPortThatRefuses() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(ask(settings(URI.create("http://127.0.0.1:" + port)))).isEqualTo(repoFailure("Connection failed"));
    }

    @Test
    void namesTroubleWithoutNamingHosts() {
        ConnectException unknown = new ConnectException();
        unknown.initCause(new UnresolvedAddressException());

        assertThat(HttpOutcome.failure(unknown).answer()).isEqualTo(repoFailure("Unknown host"));
        assertThat(HttpOutcome.failure(new SSLHandshakeException("PKIX of 10.1.2.3"))
                        .answer())
                .isEqualTo(repoFailure("TLS failure"));
        assertThat(HttpOutcome.failure(new IllegalStateException("10.1.2.3")).answer())
                .isEqualTo(repoFailure("Unexpected IllegalStateException"));
    }

    @Test
    void hangsUpOnAnEndlessAnswer() {
        try (LocalServer server = LocalServer.of(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8192];
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(chunk);
            }
        })) {
            assertThat(ask(settings(server.uri("")).withMaxResponseBytes(50_000)))
                    .isEqualTo(repoFailure("Response exceeds 50000 bytes"));
            assertThat(server.paths).hasSize(1);
        }
    }

    @Test
    void readsAStatusBeforeAnEndlessBody() {
        try (LocalServer server = LocalServer.of(exchange -> {
            exchange.sendResponseHeaders(404, 0);
            byte[] chunk = new byte[8192];
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(chunk);
            }
        })) {
            assertThat(ask(settings(server.uri("")))).isEqualTo(Answer.notFound());
        }
    }

    @Test
    void stopsAskingAHostThatDoesNotAnswer() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpRegistry registry = registry(settings(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
                        .withRetries(0))) {
            registry.schema(X, BUDGET);
            registry.schema(X, BUDGET);

            long start = System.nanoTime();
            Answer third = registry.schema(X, BUDGET);
            long millis = (System.nanoTime() - start) / 1_000_000;

            assertThat(third).isEqualTo(repoFailure("Request timed out"));
            assertThat(millis).isLessThan(200);
        }
    }

    // --- redirects

    @Test
    void followsRedirectsWithinTheScheme() {
        try (LocalServer server = LocalServer.of(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/moved")) {
                LocalServer.respond(exchange, 200, "{\"moved\":true}");
            } else {
                LocalServer.redirect(exchange, "/moved/x");
            }
        })) {
            assertThat(ask(settings(server.uri("")).withApikey(KEY))).isEqualTo(Answer.text("{\"moved\":true}"));
            assertThat(server.keys).containsExactly(KEY, KEY);
        }
    }

    @Test
    void keepsTheKeyFromOtherHosts() {
        try (LocalServer other = LocalServer.statuses(200);
                LocalServer server = LocalServer.of(exchange ->
                        LocalServer.redirect(exchange, other.uri("/x").toString()))) {
            assertThat(ask(settings(server.uri("")).withApikey(KEY).withHeaders(Map.of("X-Secret", "s"))))
                    .isEqualTo(Answer.text("{}"));
            assertThat(other.keys).containsExactly("none");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "ftp://127.0.0.1/x",
                "file:///etc/passwd",
                "",
                "http://",
                "::bad::",
                "/loop"
            })
    void doesNotFollowOtherRedirects(String location) {
        try (LocalServer server = LocalServer.of(exchange -> LocalServer.redirect(exchange, location))) {
            assertThat(ask(settings(server.uri("")))).isEqualTo(clientFailure("Unexpected response code: 302"));
            assertThat(server.paths).hasSizeLessThanOrEqualTo(4);
        }
    }

    // --- concurrency

    @Test
    void sendsAtMostEightRequestsAtATime() throws Exception {
        try (LocalServer server = LocalServer.of(exchange -> {
                    sleep(50);
                    LocalServer.respond(exchange, 200, "{}");
                });
                HttpRegistry registry = registry(HttpSettings.at(server.uri("")).withRetries(0))) {
            ExecutorService threads = Executors.newFixedThreadPool(30);
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                SchemaKey key = X.withVersion(new SchemaVer(1, 0, i));
                answers.add(threads.submit(() -> registry.schema(key, BUDGET)));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get()).isEqualTo(Answer.text("{}"));
            }
            threads.shutdown();

            assertThat(server.mostInFlight.get()).isBetween(2, 8);
        }
    }

    @Test
    void doesNotWaitForAPermitBeyondTheBudget() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (LocalServer server = LocalServer.of(exchange -> await(done));
                HttpRegistry registry = registry(HttpSettings.at(server.uri("")).withRetries(0))) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> registry.schema(X, BUDGET));
            }
            while (server.paths.size() < 8) {
                sleep(5);
            }

            assertThat(registry.schema(X, Duration.ofMillis(50))).isEqualTo(repoFailure("Too many requests in flight"));
            done.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void keepsTheInterruptOfItsThread() {
        try (LocalServer server = LocalServer.statuses(200);
                HttpRegistry registry = registry(settings(server.uri("")))) {
            Thread.currentThread().interrupt();

            assertThat(registry.schema(X, BUDGET)).isEqualTo(repoFailure("Interrupted"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    // --- settings

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/b", "a/b", "/a", "http:///x", "mailto:a@b", "http://a/?q=1", "http://a/#f"})
    void refusesAUriThatIsNoBase(String uri) {
        assertThatThrownBy(() -> HttpSettings.at(URI.create(uri))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAKeyThatIsNoHeaderValue() {
        HttpSettings settings = HttpSettings.at(URI.create("http://a"));

        assertThatThrownBy(() -> settings.withApikey("a\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hidesSecretsWhenPrinted() {
        HttpSettings settings = HttpSettings.at(URI.create("http://user:pass@a/b"))
                .withApikey(KEY)
                .withHeaders(Map.of("Authorization", "Bearer t0k3n"));

        assertThat(registry(settings).toString())
                .contains("http://***@a/b", "Authorization")
                .doesNotContain(KEY, "pass", "t0k3n");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
