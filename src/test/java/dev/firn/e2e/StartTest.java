package dev.firn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.app.command.ExitCode;
import dev.firn.app.dev.InProcessBroker;
import dev.firn.app.dev.TopicReader;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.DecodedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    @TempDir
    private static Path folder;

    private static InProcessBroker broker;
    private static FirnProcess withoutBroker;

    @BeforeAll
    static void start() {
        // Nobody listens there. It takes half a minute to give up, meanwhile the other tests run.
        withoutBroker = Deployment.of("no-broker", folder, "127.0.0.1:1").start("no-broker");
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
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void saysThatNobodyAnswers() {
        assertThat(withoutBroker.exitCode(Duration.ofSeconds(45))).isEqualTo(ExitCode.MISSING_DEPENDENCY);
        assertThat(withoutBroker.findings()).contains("firn: error: brokers at 127.0.0.1:1 did not answer within 30 s");
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
                folder.resolve("state").toString());
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
            run.terminate();
            exitCode = run.exitCode(FirnProcess.START_LIMIT);
            findings = run.findings();
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
