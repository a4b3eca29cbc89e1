package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client against a server that behaves like an Iglu Server: a private schema is not there for those without its key. */
@Timeout(30)
class IgluServerTest {

    private static final String KEY = "9f4c1b52-6a4e-4d43-8c3b-0d1e6f3a2b11";
    private static final String OTHER_KEY = "00000000-6a4e-4d43-8c3b-0d1e6f3a2b11";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String PRIVATE = "iglu:com.acme/secret/jsonschema/1-0-0";
    private static final String PUBLIC = "iglu:com.acme/open/jsonschema/1-0-0";

    private final LocalServer server = LocalServer.of(IgluServerTest::serve);

    @AfterEach
    void stop() {
        server.close();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("apikey");
        String path = exchange.getRequestURI().getPath();
        boolean mayRead = KEY.equals(key) || path.contains("/open/");
        if (key != null && !UUID.matcher(key).matches()) {
            LocalServer.respond(exchange, 400, "The request header 'apikey' is malformed");
        } else if (!mayRead) {
            LocalServer.respond(exchange, 404, "{\"message\":\"The schema is not found\"}");
        } else if (path.endsWith("/jsonschema/1")) {
            LocalServer.respond(exchange, 200, "[\"" + PRIVATE + "\"]");
        } else {
            LocalServer.respond(exchange, 200, Schemas.text("iglu:" + path.substring("/api/schemas/".length()), "a"));
        }
    }

    private IgluClient client(String key) {
        Registry registry = Registries.http(
                Registry.Config.named("server"),
                HttpSettings.at(server.uri("/api/")).withApikey(key));
        return IgluClient.builder().registries(List.of(registry)).build();
    }

    @Test
    void readsAPrivateSchemaWithItsKey() {
        try (IgluClient client = client(KEY)) {
            assertThat(client.check(Schemas.data(PRIVATE, "a"))).isInstanceOf(CheckResult.Valid.class);
            assertThat(client.list("com.acme", "secret", 1)).isInstanceOf(Listing.Found.class);
        }
    }

    @Test
    void readsOnlyPublicSchemasWithoutOrWithAnotherKey() {
        for (String key : new String[] {null, OTHER_KEY}) {
            try (IgluClient client = client(key)) {
                assertThat(client.check(Schemas.data(PUBLIC, "a"))).isInstanceOf(CheckResult.Valid.class);
                assertThat(client.lookup(SchemaKey.of(PRIVATE)))
                        .isInstanceOfSatisfying(Lookup.Failed.class, failed -> assertThat(
                                        failed.error().isOnlyNotFound())
                                .isTrue());
            }
        }
    }

    @Test
    void tellsAMalformedKeyFromAMissingSchema() {
        try (IgluClient client = client("not-a-uuid")) {
            assertThat(client.lookup(SchemaKey.of(PUBLIC)))
                    .isInstanceOfSatisfying(Lookup.Failed.class, failed -> assertThat(
                                    failed.error().lookupHistory().get(1).errors())
                            .containsExactly(new RegistryError.ClientFailure("Unexpected response code: 400")));
        }
    }

    @Test
    void asksOnceForManyThreadsThatWantTheSameSchema() throws Exception {
        int threads = 32;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (IgluClient client = client(KEY)) {
            List<Future<CheckResult>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> {
                    start.await();
                    return client.check(Schemas.data(PRIVATE, "a"));
                }));
            }
            start.countDown();

            for (Future<CheckResult> result : results) {
                assertThat(result.get()).isInstanceOf(CheckResult.Valid.class);
            }
            assertThat(server.paths).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void refreshesOnItsOwnThreads() throws Exception {
        SettableClock clock = new SettableClock();
        Registry registry = Registries.http(
                Registry.Config.named("server"),
                HttpSettings.at(server.uri("/api")).withApikey(KEY));
        try (IgluClient client = IgluClient.builder()
                .registries(List.of(registry))
                .clock(clock)
                .cacheTtl(Duration.ofMinutes(10))
                .build()) {
            client.check(Schemas.data(PRIVATE, "a"));
            clock.forward(Duration.ofMinutes(9));

            client.check(Schemas.data(PRIVATE, "a"));

            while (server.paths.size() < 2) {
                Thread.sleep(5);
            }
        }
    }

    @Test
    void startsWithoutTheServerFromWhatWasSaved(@TempDir Path folder) throws Exception {
        int written;
        int writtenAgain;
        try (IgluClient client = client(KEY)) {
            client.check(Schemas.data(PRIVATE, "a"));
            client.lookup(SchemaKey.of(PUBLIC));
            client.lookup(SchemaKey.of("iglu:com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0"));
            written = client.saveTo(folder);
            writtenAgain = client.saveTo(folder);
        }
        server.close();

        Registry saved = Registries.fallbackDirectory(Registry.Config.named("saved"), folder);
        try (IgluClient client = IgluClient.builder().registries(List.of(saved)).build()) {
            assertThat(client.check(Schemas.data(PRIVATE, "a"))).isInstanceOf(CheckResult.Valid.class);
            assertThat(client.check(Schemas.data(PUBLIC, "a"))).isInstanceOf(CheckResult.Valid.class);
        }
        assertThat(written).as("what is built in is not saved").isEqualTo(2);
        assertThat(writtenAgain).isZero();
    }
}
