package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.app.command.ExitCode;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.DecodedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** How a start ends that cannot succeed, and that a deployment of another enricher starts as it is. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class StartTest {

    private static final Duration NOW = Duration.ZERO;
    private static final String SECRET = "planted-secret-4711";

    @TempDir
    private static Path folder;

    private static InProcessBroker broker;
    private static FirnProcess withoutBroker;

    @BeforeAll
    static void start() {
        // Nobody listens there. It takes half a minute to give up, meanwhile the other tests run.
        Deployment deployment = Deployment.of("no-broker", folder, "127.0.0.1:1");
        withoutBroker = FirnProcess.start(
                folder,
                "no-broker",
                Map.of("FIRN_LOG_FORMAT", "json"),
                "run",
                "--config",
                deployment.config("no-broker").toString(),
                "--enrichments",
                Deployment.enrichments().toString());
        broker = Brokers.start();
    }

    @AfterAll
    static void stop() {
        withoutBroker.close();
        broker.close();
    }

    @Test
    @Order(1)
    void isAliveButNotReadyWhileItWaitsForBrokers() {
        withoutBroker.awaitProbe("/health/live", 200);
        assertThat(withoutBroker.probe("/health/startup")).isEqualTo(503);
        assertThat(withoutBroker.probe("/health/ready")).isEqualTo(503);
        assertThat(withoutBroker.probe("/health/nothing")).isEqualTo(404);
        assertThat(withoutBroker.probe("/tasks")).isEqualTo(503);
        JsonNode info = new Asked(withoutBroker).json("GET /info");
        assertThat(info.path("step").asText()).isIn("reading resolver, enrichments and data files", "checking topics");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void saysThatNobodyAnswers() {
        assertThat(withoutBroker.exitCode(Duration.ofSeconds(45))).isEqualTo(ExitCode.MISSING_DEPENDENCY);
        assertThat(logged(withoutBroker))
                .allSatisfy(
                        line -> assertThat(line.path("application").isTextual()).isTrue())
                .anySatisfy(line -> {
                    assertThat(line.path("level").asText()).isEqualTo("ERROR");
                    assertThat(line.path("message").asText())
                            .isEqualTo("brokers at 127.0.0.1:1 did not answer within 30 s");
                    assertThat(line.path("application").asText()).isEqualTo("no-broker");
                });
    }

    /** What it said in JSON, which must be all but what the JVM itself says. */
    private static List<JsonNode> logged(FirnProcess process) {
        List<JsonNode> all = new ArrayList<>();
        process.err()
                .lines()
                .filter(line -> !line.matches("(WARNING|OpenJDK|Picked up).*"))
                .forEach(line -> {
                    try {
                        all.add(new ObjectMapper().readTree(line));
                    } catch (IOException e) {
                        throw new UncheckedIOException(line, e);
                    }
                });
        return all;
    }

    @Test
    void namesTheTopicThatIsMissing() {
        // given
        Deployment deployment = Deployment.of("no-topic", folder, broker.bootstrapServers());
        broker.createTopic(deployment.good(), 1);
        broker.createTopic(deployment.bad(), 1);

        // when
        FirnProcess run = deployment.start("no-topic");

        // then
        assertThat(run.exitCode(FirnProcess.START_LIMIT)).as(run.tail()).isEqualTo(ExitCode.MISSING_DEPENDENCY);
        assertThat(run.findings())
                .containsExactly("firn: error: topic no-topic-raw does not exist on " + broker.bootstrapServers());
    }

    @Test
    void refusesABadConfigurationWithTheFindingsOfLint() throws IOException {
        // given
        Path config = Files.writeString(
                folder.resolve("bad.hocon"),
                """
                firn {
                  kafka.bootstrap-servers = "127.0.0.1:1"
                  input.topics = raw
                  output.good { topic = good, partition-key = no_such_column }
                  health.port = many
                  healht.port = 0
                }
                """);

        // when
        FirnProcess run = FirnProcess.run(folder, "bad-run", "run", "--config", config.toString());
        FirnProcess lint = FirnProcess.run(folder, "bad-lint", "lint", "--config", config.toString());

        // then
        assertThat(List.of(run.exitCode(NOW), lint.exitCode(NOW)))
                .as(run.tail())
                .containsExactly(ExitCode.BAD_CONFIGURATION, ExitCode.BAD_CONFIGURATION);
        assertThat(run.findings())
                .hasSizeGreaterThanOrEqualTo(4)
                .anyMatch(line -> line.contains("no_such_column"))
                .anyMatch(line -> line.contains("output.bad.topic"))
                .containsExactlyElementsOf(lint.findings());
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void startsADeploymentOfStreamEnrichWithItsOwnArguments() throws IOException {
        // given
        List<String> topics = List.of("snowplow-good", "snowplow-enriched-good", "snowplow-enriched-bad");
        topics.forEach(topic -> broker.createTopic(topic, Brokers.PARTITIONS));
        Path config = Files.writeString(
                folder.resolve("stream-enrich.hocon"),
                Files.readString(Deployment.resource("stream-enrich.hocon"))
                        .replace("BROKERS", broker.bootstrapServers()));
        String[] inputs = {
            "--config",
            config.toString(),
            "--resolver",
            "file:" + Deployment.resource("resolver.json"),
            "--enrichments",
            "file:" + Deployment.enrichments() + "/",
            "--force-cached-files-download"
        };
        Map<String, String> environment = Map.of(
                "FIRN__health__port",
                "0",
                "KAFKA_STATE_DIR",
                folder.resolve("state").toString(),
                "KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"" + SECRET + "\";");
        int sent = 40;
        try (Load load = new Load(broker.bootstrapServers(), topics.get(0), Brokers.PARTITIONS, 3)) {
            load.send(sent);
        }

        // when
        List<EnrichedEvent> events;
        List<String> keys;
        int exitCode;
        List<String> findings;
        try (FirnProcess run = FirnProcess.start(folder, "stream-enrich", environment, inputs);
                TopicReader reader = new TopicReader(broker.bootstrapServers())) {
            run.awaitReady();
            var records = reader.readAtLeast(topics.get(1), sent / 2, FirnProcess.START_LIMIT);
            events = records.stream().map(record -> event(record.value())).toList();
            keys = records.stream()
                    .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .toList();
            look(new Asked(run));
            run.terminate();
            exitCode = run.exitCode(FirnProcess.START_LIMIT);
            findings = run.findings();
            assertThat(run.err()).contains(" starting: version=").doesNotContain(SECRET);
        }
        FirnProcess lint = FirnProcess.start(folder, "stream-enrich-lint", environment, with("lint", inputs));

        // then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(events).hasSizeGreaterThanOrEqualTo(sent / 2);
        assertThat(keys)
                .isEqualTo(events.stream()
                        .map(event -> event.text(AtomicField.USER_IPADDRESS))
                        .toList());
        assertThat(lint.exitCode(FirnProcess.START_LIMIT)).as(lint.tail()).isEqualTo(ExitCode.OK);
        assertThat(lint.findings()).isNotEmpty().isEqualTo(findings);
    }

    /** All that the ports show of a process that runs, and let be done to it. */
    private static void look(Asked asked) throws IOException {
        new EndpointExamples().compareWith(asked);
        Await.until(
                "ready after a pause",
                FirnProcess.START_LIMIT,
                () -> asked.get("/ready").statusCode() == 200);
        for (String path :
                List.of("/", "/info", "/config", "/tasks", "/metrics", "/topology", "/topology?format=json")) {
            HttpResponse<String> answer = asked.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).isNotBlank().doesNotContain(SECRET);
        }
        assertThat(asked.get("/config").body()).contains("\"sasl.jaas.config\"").contains("******");
        assertThat(asked.get("/metrics").body()).contains("\nfirn_raw_total").contains("\nfirn_kafka_");
        assertThat(asked.get("/topology?format=tree").statusCode()).isEqualTo(400);
        assertThat(asked.get("/iglu/nonsense").statusCode()).isEqualTo(400);
        assertThat(asked.get("/admin/pause").statusCode()).isEqualTo(404);
        assertThat(asked.post("/admin/loglevel?logger=root&level=loud").statusCode())
                .isEqualTo(400);
    }

    private static EnrichedEvent event(byte[] row) {
        return ((DecodedEvent.Event) EnrichedTsv.decode(row)).event();
    }

    private static String[] with(String first, String[] rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
