package dev.firn.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Registries, data files and permissions: what belongs to others, and may be taken away or wrong at any time. */
@Tag("slow")
@Tag("operations")
@ExtendWith(ClusterExtension.class)
class SurroundingsTest {

    private static final Duration A_WHILE = Duration.ofSeconds(8);
    private static final Duration FAULT = Duration.ofSeconds(30);
    private static final long SEED = 5;

    @Test
    void registryAway(Cluster cluster) {
        try (RegistryStub registry = new RegistryStub();
                Scenario scenario = withRegistry(cluster, "registry-away", registry)) {
            registry.goAway();
            long away = System.nanoTime();
            Scenario.flow(FAULT);
            registry.comeBack();
            finishWithRegistry(scenario, registry, "connection refused for " + seconds(away));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "SLOW", "BROKEN", "GARBAGE", "ANOTHER_SCHEMA"})
    void registryIsNot(RegistryStub.Mood mood, Cluster cluster) {
        String name =
                "registry-" + mood.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        try (RegistryStub registry = new RegistryStub();
                Scenario scenario = withRegistry(cluster, name, registry)) {
            registry.mood(mood);
            long since = System.nanoTime();
            Scenario.flow(FAULT);
            registry.comeBack();
            finishWithRegistry(scenario, registry, mood + " for " + seconds(since));
        }
    }

    private static Scenario withRegistry(Cluster cluster, String name, RegistryStub registry) {
        Scenario scenario = new Scenario(cluster, name, Purchases.of(SEED));
        scenario.resolver(registry.resolver(scenario.folder()));
        return started(scenario);
    }

    private static Scenario started(Scenario scenario) {
        scenario.startStatic("a");
        scenario.startLoad();
        scenario.untilNormal();
        Scenario.flow(A_WHILE);
        return scenario;
    }

    private static void finishWithRegistry(Scenario scenario, RegistryStub registry, String fault) {
        long waiting = scenario.lag();
        int live = scenario.instance("a").probe("/health/live");
        long asked = registry.asked();
        Duration recovery = scenario.untilNormal();
        Scenario.flow(A_WHILE);

        assertThat(live).as("liveness while the registry is not well").isEqualTo(200);
        Accepted unresolved = new Accepted();
        Row row = scenario.finish(
                recovery,
                fault + "; " + waiting + " records waited at its end; " + asked
                        + " requests in all; schemas that were known stay so; events of new ones become bad rows"
                        + " (ResolutionError)",
                unresolved);
        assertThat(row.outputs().get("good").found()).as("good events").isPositive();
    }

    /**
     * Bad rows that say that no registry knew the schema. Those of the capture, which are bad in any case, name the registry's
     * failure too.
     */
    private static final class Accepted implements java.util.function.Predicate<JsonNode> {
        @Override
        public boolean test(JsonNode bad) {
            return bad.path("schema").asText().contains("/schema_violations/")
                    && bad.toString().contains("ResolutionError");
        }
    }

    @Test
    void dataFileOfGarbage(Cluster cluster) {
        try (Scenario scenario = new Scenario(cluster, "data-file-garbage")) {
            Path file = scenario.folder().resolve("referers.json");
            write(file, REFERRERS.getBytes(StandardCharsets.UTF_8));
            scenario.enrichments(enrichmentsWith(scenario.folder(), file)).with("assets.update-period", "2 seconds");
            started(scenario);

            byte[] garbage = new byte[100_000];
            new Random(SEED).nextBytes(garbage);
            write(file, garbage);
            Scenario.flow(A_WHILE);
            write(file, new byte[0]);
            Scenario.flow(A_WHILE);
            boolean told = scenario.said("a").contains("data file refused, the old one stays in use");
            int ready = scenario.instance("a").probe("/health/ready");
            Duration recovery = scenario.untilNormal();
            write(file, REFERRERS.getBytes(StandardCharsets.UTF_8));

            assertThat(told).as("a sentence about the refused file").isTrue();
            assertThat(ready).as("readiness meanwhile").isEqualTo(200);
            scenario.finish(
                    recovery,
                    "replaced by noise, then by nothing, looked at every 2 s; \"data file refused, the old one stays"
                            + " in use\"; stays ready, all events get what the old file says");
        }
    }

    private static final String REFERRERS =
            """
            {"search":{"Google":{"domains":["www.google.com","google.com"],"parameters":["q"]},
                       "Naver":{"domains":["search.naver.com"],"parameters":["query"]}},
             "social":{"Twitter":{"domains":["t.co"]}}}""";

    private static Path enrichmentsWith(Path folder, Path referrers) {
        try {
            Path all = Files.createDirectories(folder.resolve("enrichments"));
            try (Stream<Path> others = Files.list(dev.firn.e2e.Deployment.enrichments())) {
                for (Path other : others.toList()) {
                    Files.copy(other, all.resolve(other.getFileName()));
                }
            }
            Files.writeString(
                    all.resolve("referer_parser.json"),
                    """
                    {"schema":"iglu:com.snowplowanalytics.snowplow/referer_parser/jsonschema/2-0-0",
                     "data":{"vendor":"com.snowplowanalytics.snowplow","name":"referer_parser","enabled":true,
                      "parameters":{"database":"%s","uri":"file:%s","internalDomains":["localhost"]}}}"""
                            .formatted(referrers.getFileName(), referrers.getParent()));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void permissionTakenAway(Cluster cluster) {
        try (Scenario scenario = started(new Scenario(cluster, "permission-taken"))) {
            String good = scenario.deployment().good();
            cluster.forbidWriting(good);
            long forbidden = System.nanoTime();
            int code = scenario.awaitEnd("a");
            Duration ended = Duration.ofNanos(System.nanoTime() - forbidden);
            scenario.startStatic("a");
            Integer second = scenario.awaitEnd("a", FAULT);
            cluster.allowWriting(good);
            long allowed = System.nanoTime();
            if (second != null) {
                scenario.startStatic("a");
            }
            scenario.untilNormal();
            Duration recovery = Duration.ofNanos(System.nanoTime() - allowed);

            assertThat(code).as("exit code without permission").isEqualTo(3);
            assertThat(scenario.said("a")).contains(good);
            scenario.finish(
                    recovery,
                    "WRITE on the good topic denied while running: exit %d after %d s, the log names the topic; started again without it: %s; time from the permission on"
                            .formatted(
                                    code,
                                    ended.toSeconds(),
                                    second == null ? "it starts and tries" : "exit " + second));
        }
    }

    @Test
    void registryAndOutputAway(Cluster cluster) {
        try (RegistryStub registry = new RegistryStub();
                Scenario scenario = withRegistry(cluster, "registry-and-output-away", registry)) {
            List<Broker> victims = cluster.brokers().subList(1, 3);
            registry.goAway();
            victims.forEach(Broker::kill);
            long away = System.nanoTime();
            Scenario.flow(Duration.ofSeconds(20));
            victims.forEach(cluster::start);
            cluster.awaitWhole();
            registry.comeBack();

            finishWithRegistry(scenario, registry, "no registry and two of three brokers killed for " + seconds(away));
        }
    }

    private static String seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds() + " s";
    }
}
