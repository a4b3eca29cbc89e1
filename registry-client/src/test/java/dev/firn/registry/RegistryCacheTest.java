package dev.firn.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.registry.Registry.Answer;
import dev.firn.registry.Registry.Config;
import dev.firn.registry.Registry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What the cache of a client does as time goes by; all through the client's own door. */
class RegistryCacheTest {

    private static final String X = "iglu:com.acme/x/jsonschema/1-0-0";
    private static final String X_PATH = "com.acme/x/jsonschema/1-0-0";
    private static final Answer OLD = Answer.text(Schemas.text(X, "old"));
    private static final Answer NEW = Answer.text(Schemas.text(X, "new"));

    private final SettableClock clock = new SettableClock();
    private final ScriptedRegistry http = new ScriptedRegistry("http");
    private final Heard heard = new Heard();

    private IgluClient.Builder builder(Registry... registries) {
        return IgluClient.builder()
                .registries(List.of(registries))
                .clock(clock)
                .listener(heard)
                .refreshInline();
    }

    private static boolean isValid(CheckResult result) {
        return result instanceof CheckResult.Valid;
    }

    private static LookupHistory history(CheckResult result, String registry) {
        IgluError.Resolution error = (IgluError.Resolution) ((CheckResult.Invalid) result).error();
        return error.lookupHistory().stream()
                .filter(history -> history.repository().equals(registry))
                .findFirst()
                .orElseThrow();
    }

    // --- found

    @Test
    void asksOnceForASchemaItKeeps() {
        IgluClient client = builder(http.has(X)).build();

        for (int i = 0; i < 10; i++) {
            client.check(Schemas.data(X));
            clock.forward(Duration.ofDays(1));
        }

        assertThat(http.asked).containsExactly(X_PATH);
        assertThat(heard.compiled).isEqualTo(1);
    }

    @Test
    void asksAgainWhenTheTimeIsUp() {
        IgluClient client =
                builder(http.otherwise(OLD)).cacheTtl(Duration.ofMinutes(10)).build();
        client.check(Schemas.data(X, "old"));
        http.otherwise(NEW);

        clock.forward(Duration.ofMinutes(10).minusMillis(1));
        boolean before = isValid(client.check(Schemas.data(X, "new")));
        clock.forward(Duration.ofMillis(1));
        boolean after = isValid(client.check(Schemas.data(X, "new")));

        assertThat(before).isFalse();
        assertThat(after).isTrue();
        assertThat(http.asked).hasSize(2);
    }

    @Test
    void compilesAgainOnlyWhenTheTextHasChanged() {
        IgluClient client =
                builder(http.otherwise(OLD)).cacheTtl(Duration.ofMinutes(10)).build();

        for (int i = 0; i < 3; i++) {
            client.check(Schemas.data(X));
            clock.forward(Duration.ofMinutes(10));
        }
        int unchanged = heard.compiled;
        http.otherwise(NEW);
        client.check(Schemas.data(X));

        assertThat(unchanged).isEqualTo(1);
        assertThat(heard.compiled).isEqualTo(2);
    }

    @Test
    void keepsASchemaThroughAnOutage() {
        IgluClient client =
                builder(http.otherwise(OLD)).cacheTtl(Duration.ofMinutes(10)).build();
        client.check(Schemas.data(X));

        http.otherwise(ScriptedRegistry.DOWN);
        clock.forward(Duration.ofMinutes(11));
        boolean during = isValid(client.check(Schemas.data(X, "old")));
        client.check(Schemas.data(X, "old"));
        int asked = http.asked.size();
        http.otherwise(NEW);
        clock.forward(Duration.ofMinutes(10));
        boolean after = isValid(client.check(Schemas.data(X, "new")));

        assertThat(during).isTrue();
        assertThat(asked).as("the outage renews the time").isEqualTo(2);
        assertThat(after).isTrue();
    }

    @Test
    void losesASchemaInAnOutageWhenToldTo() {
        IgluClient client = builder(http.otherwise(OLD))
                .cacheTtl(Duration.ofMinutes(10))
                .failWhenExpired()
                .build();
        client.check(Schemas.data(X));

        http.otherwise(ScriptedRegistry.DOWN);
        clock.forward(Duration.ofMinutes(10));

        assertThat(isValid(client.check(Schemas.data(X, "old")))).isFalse();
    }

    @Test
    void prefersTheKnownSchemaToAnOlderCopyDuringAnOutage() {
        ScriptedRegistry snapshot = new ScriptedRegistry(Config.named("snapshot"), Kind.FALLBACK).answers(X_PATH, OLD);
        IgluClient client = builder(http.otherwise(NEW), snapshot)
                .cacheTtl(Duration.ofMinutes(10))
                .build();
        client.check(Schemas.data(X));

        http.otherwise(ScriptedRegistry.DOWN);
        clock.forward(Duration.ofMinutes(11));

        assertThat(isValid(client.check(Schemas.data(X, "new")))).isTrue();
    }

    @Test
    void takesAnotherRegistrysCopyWhenTheFirstOneHasDroppedTheSchema() {
        ScriptedRegistry second = new ScriptedRegistry("second").answers(X_PATH, NEW);
        IgluClient client = builder(http.otherwise(OLD), second)
                .cacheTtl(Duration.ofMinutes(10))
                .build();
        client.check(Schemas.data(X));

        http.otherwise(ScriptedRegistry.NOT_FOUND);
        clock.forward(Duration.ofMinutes(11));

        assertThat(isValid(client.check(Schemas.data(X, "new")))).isTrue();
    }

    // --- refreshed in the background

    @Test
    void refreshesAheadOfTimeWithoutKeepingAnyoneWaiting() {
        Deque<Runnable> background = new ArrayDeque<>();
        IgluClient client = builder(http.otherwise(OLD))
                .cacheTtl(Duration.ofMinutes(10))
                .refreshOn(background::add)
                .build();
        client.check(Schemas.data(X));
        http.otherwise(NEW);

        clock.forward(Duration.ofMinutes(8));
        boolean old = isValid(client.check(Schemas.data(X, "old")));
        client.check(Schemas.data(X, "old"));
        int queued = background.size();
        background.remove().run();
        boolean fresh = isValid(client.check(Schemas.data(X, "new")));

        assertThat(old).isTrue();
        assertThat(queued).as("one refresh for both").isEqualTo(1);
        assertThat(fresh).isTrue();
        assertThat(heard.stale).isEqualTo(2);
    }

    @Test
    void waitsForTheRegistryWhenAKeyWasNotAskedForForLong() {
        Deque<Runnable> background = new ArrayDeque<>();
        IgluClient client = builder(http.otherwise(OLD))
                .cacheTtl(Duration.ofMinutes(10))
                .refreshOn(background::add)
                .build();
        client.check(Schemas.data(X));
        http.otherwise(NEW);

        clock.forward(Duration.ofMinutes(20));

        assertThat(isValid(client.check(Schemas.data(X, "new")))).isTrue();
        assertThat(background).isEmpty();
    }

    @Test
    void servesWhatItHasWhenNoRefreshCanBeStarted() {
        Executor closed = task -> {
            throw new RejectedExecutionException();
        };
        IgluClient client = builder(http.otherwise(OLD))
                .cacheTtl(Duration.ofMinutes(10))
                .refreshOn(closed)
                .build();
        client.check(Schemas.data(X));

        clock.forward(Duration.ofMinutes(9));

        assertThat(isValid(client.check(Schemas.data(X, "old")))).isTrue();
    }

    // --- not found

    @Test
    void findsASchemaPublishedAfterItsFirstEvent() {
        IgluClient client = builder(http).build();
        client.check(Schemas.data(X));
        http.otherwise(NEW);

        clock.forward(Duration.ofSeconds(60).minusMillis(1));
        boolean before = isValid(client.check(Schemas.data(X, "new")));
        clock.forward(Duration.ofMillis(1));
        boolean after = isValid(client.check(Schemas.data(X, "new")));

        assertThat(before).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void asksNobodyWhileNotFoundStands() {
        IgluClient client = builder(http).negativeTtl(Duration.ofMinutes(5)).build();

        for (int i = 0; i < 299; i++) {
            client.check(Schemas.data(X));
            clock.forward(Duration.ofSeconds(1));
        }

        assertThat(http.asked).hasSize(1);
    }

    @Test
    void shortensNotFoundToAShorterCacheTtl() {
        IgluClient client = builder(http).cacheTtl(Duration.ofSeconds(5)).build();
        client.check(Schemas.data(X));

        clock.forward(Duration.ofSeconds(5));
        client.check(Schemas.data(X));

        assertThat(http.asked).hasSize(2);
    }

    @Test
    void letsAFlappingRegistryNotProlongTheNotFoundOfAnother() {
        ScriptedRegistry flapping = new ScriptedRegistry("flapping").otherwise(ScriptedRegistry.DOWN);
        IgluClient client =
                builder(flapping, http).negativeTtl(Duration.ofSeconds(30)).build();
        client.check(Schemas.data(X));

        for (int i = 0; i < 30; i++) {
            clock.forward(Duration.ofSeconds(1));
            client.check(Schemas.data(X));
        }

        assertThat(http.asked).hasSize(2);
        assertThat(flapping.asked).hasSizeGreaterThan(3);
    }

    // --- trouble

    @Test
    void asksARegistryInTroubleAfterGrowingPauses() {
        IgluClient client = builder(http.otherwise(ScriptedRegistry.DOWN)).build();
        List<Long> pauses = new ArrayList<>();
        Instant last = clock.instant();
        client.check(Schemas.data(X));

        while (pauses.size() < 9) {
            clock.forward(Duration.ofMillis(100));
            int before = http.asked.size();
            client.check(Schemas.data(X));
            if (http.asked.size() > before) {
                pauses.add(Duration.between(last, clock.instant()).toMillis());
                last = clock.instant();
            }
        }

        long[] bases = {1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000};
        for (int i = 0; i < bases.length; i++) {
            assertThat(pauses.get(i)).as("pause %s", i + 1).isBetween(bases[i] * 8 / 10, bases[i] * 12 / 10 + 100);
        }
    }

    @Test
    void countsAttemptsAndKeepsDistinctErrors() {
        IgluClient client = builder(http.otherwise(ScriptedRegistry.DOWN)).build();
        client.check(Schemas.data(X));
        clock.forward(Duration.ofSeconds(2));
        client.check(Schemas.data(X));
        http.otherwise(ScriptedRegistry.FORBIDDEN);
        clock.forward(Duration.ofSeconds(10));
        Instant third = clock.instant();
        client.check(Schemas.data(X));
        clock.forward(Duration.ofMillis(10));

        LookupHistory history = history(client.check(Schemas.data(X)), "http");

        assertThat(history)
                .isEqualTo(new LookupHistory(
                        "http",
                        java.util.Set.of(
                                new RegistryError.RepoFailure("down"),
                                new RegistryError.ClientFailure("Unexpected response code: 403")),
                        3,
                        third));
        assertThat(history.errors())
                .as("in the order first seen")
                .first()
                .isEqualTo(new RegistryError.RepoFailure("down"));
    }

    @Test
    void forgetsANotFoundThatHadItsTimeWhenTheRegistryIsInTroubleLater() {
        IgluClient client = builder(http).build();
        client.check(Schemas.data(X));
        http.otherwise(ScriptedRegistry.DOWN);
        clock.forward(Duration.ofSeconds(60));

        assertThat(history(client.check(Schemas.data(X)), "http"))
                .extracting(LookupHistory::errors, LookupHistory::attempts)
                .containsExactly(java.util.Set.of(new RegistryError.RepoFailure("down")), 2);
    }

    @Test
    void retriesAnEmbeddedRegistryInTroubleToo() {
        ScriptedRegistry embedded =
                new ScriptedRegistry(Config.named("disk"), Kind.EMBEDDED).otherwise(ScriptedRegistry.DOWN);
        IgluClient client = builder(embedded).build();
        client.check(Schemas.data(X));
        embedded.otherwise(NEW);
        clock.forward(Duration.ofSeconds(2));

        assertThat(isValid(client.check(Schemas.data(X, "new")))).isTrue();
    }

    @Test
    void keepsAtMost32Errors() {
        int[] count = {0};
        http.otherwise(path -> Answer.failed(new RegistryError.RepoFailure("trouble " + count[0]++)));
        IgluClient client = builder(http).build();
        CheckResult result = client.check(Schemas.data(X));
        for (int i = 0; i < 50; i++) {
            clock.forward(Duration.ofSeconds(75));
            result = client.check(Schemas.data(X));
        }

        assertThat(history(result, "http").errors()).hasSize(32);
        assertThat(history(result, "http").attempts()).isEqualTo(51);
    }

    @Test
    void saysOnceThatAKeyIsUnresolvedAndNotForEachEvent() {
        IgluClient client = builder(http).build();

        for (int i = 0; i < 100; i++) {
            client.check(Schemas.data(X));
        }

        assertThat(heard.unresolved).containsExactly(SchemaKey.of(X));
    }

    // --- size

    @Test
    void forgetsTheSchemaUsedLongestAgo() {
        IgluClient client =
                builder(http.otherwise(path -> Answer.text("{}"))).cacheSize(2).build();
        String a = "iglu:v/a/jsonschema/1-0-0";
        String b = "iglu:v/b/jsonschema/1-0-0";
        String c = "iglu:v/c/jsonschema/1-0-0";

        for (String uri : List.of(a, b, a, c, a, c)) {
            client.check(Schemas.data(uri));
        }

        assertThat(http.asked).containsExactly("v/a/jsonschema/1-0-0", "v/b/jsonschema/1-0-0", "v/c/jsonschema/1-0-0");
        assertThat(client.resolved()).containsExactly(SchemaKey.of(a), SchemaKey.of(c));
        assertThat(heard.evicted).isEqualTo(1);
    }

    @Test
    void remembersNothingWhenCachingIsOff() {
        IgluClient noSize = builder(http.has(X)).cacheSize(0).build();
        noSize.check(Schemas.data(X));
        noSize.check(Schemas.data(X));
        IgluClient noTime = builder(new ScriptedRegistry("b").has(X))
                .cacheTtl(Duration.ZERO)
                .build();
        noTime.check(Schemas.data(X));
        noTime.check(Schemas.data(X));

        assertThat(http.asked).hasSize(2);
        assertThat(noTime.resolved()).isEmpty();
        assertThat(heard.compiled).isEqualTo(4);
    }

    // --- invalidated

    @Test
    void asksAnewAfterInvalidation() {
        IgluClient client = builder(http.otherwise(OLD)).build();
        client.check(Schemas.data(X));
        http.otherwise(NEW);

        client.invalidate();

        assertThat(isValid(client.check(Schemas.data(X, "new")))).isTrue();
    }

    @Test
    void invalidationLosesNothingInAnOutage() {
        IgluClient client = builder(http.otherwise(OLD)).build();
        client.check(Schemas.data(X));
        http.otherwise(ScriptedRegistry.DOWN);

        client.invalidate();

        assertThat(isValid(client.check(Schemas.data(X, "old")))).isTrue();
    }

    @Test
    void asksAtOnceForWhatWasNotFoundBeforeInvalidation() {
        IgluClient client = builder(http).build();
        client.check(Schemas.data(X));
        http.otherwise(NEW);

        client.invalidate();

        assertThat(isValid(client.check(Schemas.data(X, "new")))).isTrue();
    }

    // --- order

    @Test
    void asksPreferredRegistriesFirstThenByKindThenByPriorityThenAsConfigured() {
        List<Registry> registries = List.of(
                new ScriptedRegistry(new Config("fallback", 0, List.of()), Kind.FALLBACK),
                new ScriptedRegistry(new Config("http late", 9, List.of()), Kind.HTTP),
                new ScriptedRegistry(new Config("http early", 1, List.of()), Kind.HTTP),
                new ScriptedRegistry(new Config("http early too", 1, List.of("org")), Kind.HTTP),
                new ScriptedRegistry(new Config("disk", 99, List.of()), Kind.EMBEDDED),
                new ScriptedRegistry(new Config("memory", 99, List.of()), Kind.IN_MEMORY),
                new ScriptedRegistry(new Config("preferred", 50, List.of("org", "com.ac")), Kind.HTTP),
                new ScriptedRegistry(new Config("preferred disk", 50, List.of("")), Kind.EMBEDDED));

        assertThat(new RegistryOrder(registries).of("com.acme"))
                .extracting(registry -> registry.config().name())
                .containsExactly(
                        "preferred disk",
                        "preferred",
                        "memory",
                        "disk",
                        "http early",
                        "http early too",
                        "http late",
                        "fallback");
    }

    private static final class Heard implements RegistryListener {
        final List<SchemaKey> unresolved = new ArrayList<>();
        int compiled;
        int stale;
        int evicted;

        @Override
        public void unresolved(SchemaKey key, IgluError.Resolution error) {
            unresolved.add(key);
        }

        @Override
        public void servedStale(SchemaKey key) {
            stale++;
        }

        @Override
        public void compiled(SchemaKey key, boolean usable, long nanos) {
            compiled++;
        }

        @Override
        public void evicted(int entries) {
            evicted += entries;
        }
    }
}
