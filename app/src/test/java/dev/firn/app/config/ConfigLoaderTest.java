package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    @TempDir
    Path folder;

    @Test
    void readsBase64() {
        ConfigReport report = Fixtures.load(Fixtures.NATIVE);

        assertThat(report.dialect()).contains(Dialect.NATIVE);
        assertThat(report.config().orElseThrow().input().topics()).containsExactly("raw");
    }

    @Test
    void readsBase64ThatIsBrokenIntoLines() {
        String lines = Fixtures.base64(Fixtures.NATIVE).replaceAll("(.{76})", "$1\n");

        assertThat(ConfigLoader.load(lines, Map.of(), new Properties(), false).isValid())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "file:%s", "file://%s"})
    void readsAFile(String form) throws IOException {
        Path file = Files.writeString(folder.resolve("enrich.hocon"), Fixtures.NATIVE);

        assertThat(load(form.formatted(file)).isValid()).isTrue();
    }

    @Test
    void readsIncludesNextToTheFile() throws IOException {
        Files.writeString(folder.resolve("common.conf"), Fixtures.NATIVE);
        Path file = Files.writeString(folder.resolve("a.json"), "include \"common\"\nfirn.health.port = 9");

        assertThat(load(file.toString()).config().orElseThrow().health().port()).isEqualTo(9);
    }

    @Test
    void saysWhichFileCannotBeRead() {
        ConfigReport report = load("/no/such/file.hocon");

        assertThat(report.errors())
                .extracting(Finding::text)
                .containsExactly("Cannot read file: /no/such/file.hocon (no such file)");
        assertThat(report.config()).isEmpty();
        assertThat(report.dialect()).isEmpty();
    }

    @Test
    void saysWhereAFileIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("x.hocon"), "firn {\n  a = [1\n");

        assertThat(load(file.toString()).errors()).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("Cannot parse file " + file + ": " + file + ": 3:"));
    }

    @Test
    void saysThatBase64IsBroken() {
        assertThat(load(Fixtures.base64("firn { a = [1")).errors())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).startsWith("Cannot parse base64 encoded hocon: base64: 1:"));
    }

    @Test
    void takesAFileWhoseNameLooksLikeBase64() throws IOException {
        // "YXt7" is "a{{"
        Path file = Files.writeString(Path.of("YXt7"), Fixtures.NATIVE);
        try {
            assertThat(load("YXt7").isValid()).isTrue();
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a = 1", "[1, 2]", "input {}, enrich {}"})
    void refusesTextsOfNoDialect(String text) {
        assertThat(Fixtures.load(text).isValid()).isFalse();
    }

    @Test
    void namesTheRootsThatTellNoDialect() {
        assertThat(Fixtures.load("inputs { topicName = x }").errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .startsWith("the root keys [inputs] tell no dialect")
                        .contains("root firn"));
    }

    @Test
    void replacesSubstitutionsFromTheEnvironmentAndKeepsTheValueWithoutOne() {
        String text = Fixtures.NATIVE + "firn.health.port = 1\nfirn.health.port = ${?PORT}";

        assertThat(Fixtures.config(text).health().port()).isEqualTo(1);
        assertThat(Fixtures.load(text, Map.of("PORT", "2"))
                        .config()
                        .orElseThrow()
                        .health()
                        .port())
                .isEqualTo(2);
    }

    @Test
    void refusesASubstitutionThatNobodyFills() {
        assertThat(Fixtures.load(Fixtures.NATIVE + "firn.health.port = ${PORT}").errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("${PORT}"));
    }

    @Test
    void prefersPropertiesToVariablesToTheFile() {
        String argument = Fixtures.base64(Fixtures.NATIVE + "firn.health.port = 1");
        Properties system = new Properties();
        Map<String, String> environment = Map.of("FIRN__health__port", "2", "FIRN__firn__health__host", "h");

        assertThat(ConfigLoader.load(argument, environment, system, false)
                        .config()
                        .orElseThrow()
                        .health())
                .isEqualTo(new FirnConfig.Health("h", 2, Duration.ofMinutes(2)));
        system.setProperty("firn.health.port", "3");
        assertThat(ConfigLoader.load(argument, environment, system, false)
                        .config()
                        .orElseThrow()
                        .health()
                        .port())
                .isEqualTo(3);
    }

    @Test
    void overridesKeysOfTheDialectOfTheFile() throws IOException {
        String argument =
                Fixtures.ROOT.resolve("enrich-kafka-minimal/given.hocon").toString();
        Properties system = new Properties();
        system.setProperty("input.topicName", "from-property");
        Map<String, String> environment = Map.of(
                "FIRN__output__good__topicName", "from-variable",
                "FIRN__health__port", "7",
                "FIRN__input__consumerConf__group__id", "group");

        FirnConfig config =
                ConfigLoader.load(argument, environment, system, true).config().orElseThrow();

        assertThat(config.input().topics()).containsExactly("from-property");
        assertThat(config.outputs().named("good").topic()).isEqualTo("from-variable");
        assertThat(config.health().port()).isEqualTo(7);
        assertThat(config.applicationId()).isEqualTo("group");
    }

    @Test
    void letsAnOverrideWinOverAQuotedKey() {
        String text = Fixtures.NATIVE + "firn.streams { \"num.stream.threads\" = 1 }";

        assertThat(Fixtures.load(text, Map.of("FIRN__streams__num__stream__threads", "5"))
                        .config()
                        .orElseThrow()
                        .kafka()
                        .streams())
                .isEqualTo(Map.of("num.stream.threads", "5"));
    }

    @Test
    void usesOverridesInSubstitutions() {
        String text = Fixtures.NATIVE + "firn.metrics.tags.group = ${firn.application-id}\nfirn.application-id = a";

        assertThat(Fixtures.load(text, Map.of("FIRN__application_id", "b"))
                        .config()
                        .orElseThrow()
                        .metrics()
                        .tags())
                .containsEntry("group", "b");
    }

    @Test
    void isConfiguredByVariablesAloneWhenTheFileIsEmpty() {
        Map<String, String> environment = Map.of(
                "FIRN__firn__input__topics", "[a, b]",
                "FIRN__output__good__topic", "good",
                "FIRN__output__bad__topic", "bad",
                "KAFKA_BOOTSTRAP_SERVERS", "k:9092",
                "KAFKA_APPLICATION_ID", "app");

        FirnConfig config = Fixtures.load("firn {}", environment).config().orElseThrow();

        assertThat(config.input().topics()).containsExactly("a", "b");
        assertThat(config.kafka().bootstrapServers()).isEqualTo("k:9092");
        assertThat(config.applicationId()).isEqualTo("app");
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_SASL_JAAS_CONFIG, sasl.jaas.config",
        "KAFKA_PRODUCER_LINGER_MS, producer.linger.ms",
        "KAFKA_CONSUMER_MAX_POLL_RECORDS, main.consumer.max.poll.records",
        "KAFKA_MAIN_CONSUMER_GROUP_INSTANCE_ID, main.consumer.group.instance.id",
        "KAFKA_RESTORE_CONSUMER_FETCH_MAX_BYTES, restore.consumer.fetch.max.bytes",
        "KAFKA_ADMIN_RETRIES, admin.retries",
        "KAFKA_NUM_STANDBY_REPLICAS, num.standby.replicas",
        "KAFKA_RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST, rack.aware.assignment.non_overlap_cost"
    })
    void takesKafkaKeysFromTheEnvironment(String variable, String key) {
        ConfigReport report = Fixtures.load(Fixtures.NATIVE, Map.of(variable, "4"));

        assertThat(report.streams().orElseThrow().properties()).containsEntry(key, "4");
    }

    @Test
    void passesOverVariablesThatStandForNoKafkaKey() {
        ConfigReport report = Fixtures.load(Fixtures.NATIVE, Map.of("KAFKA_PORT", "tcp://10.0.0.1:9092"));

        assertThat(report.findings()).extracting(Finding::severity).containsExactly(Finding.Severity.NOTE);
    }

    @Test
    void refusesUnknownKeysOnlyWhenStrict() {
        String argument = Fixtures.base64(Fixtures.NATIVE + "firn.helth.port = 1");

        assertThat(ConfigLoader.load(argument, Map.of(), new Properties(), false)
                        .warnings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.key()).isEqualTo("firn.helth.port"));
        assertThat(ConfigLoader.load(argument, Map.of(), new Properties(), true).errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("base64: 7", "unknown key"));
    }

    @Test
    void namesMissingKeysInTheWordsOfTheDialect() {
        assertThat(Fixtures.load("input {}, output {}").errors())
                .extracting(Finding::key)
                .containsExactlyInAnyOrder(
                        "input.topicName", "input.bootstrapServers", "output.good.topicName", "output.bad.topicName");
        assertThat(Fixtures.load("firn {}").errors())
                .extracting(Finding::key)
                .containsExactlyInAnyOrder(
                        "firn.input.topics",
                        "firn.kafka.bootstrap-servers",
                        "firn.output.good.topic",
                        "firn.output.bad.topic");
        assertThat(Fixtures.load("enrich.streams {}").errors())
                .extracting(Finding::key)
                .containsExactlyInAnyOrder(
                        "enrich.streams.in.raw",
                        "enrich.streams.sourceSink.brokers",
                        "enrich.streams.out.enriched",
                        "enrich.streams.out.bad",
                        "enrich.streams.appName");
    }

    @ParameterizedTest
    @CsvSource({
        "firn.health.port = x, firn.health.port",
        "firn.health = 5, firn.health",
        "firn.streams = 5, firn.streams",
        "firn.input.topics = [[1]], firn.input.topics",
        "firn.input.topics = {a = 1}, firn.input.topics.a",
        "firn.input.topic-pattern = \"[\", firn.input.topic-pattern",
        "firn.shutdown.timeout = 10 parsecs, firn.shutdown.timeout",
        "firn.remote-adapters.services = [1], firn.remote-adapters.services[0]",
        "firn.remote-adapters.services = x, firn.remote-adapters.services",
        "firn.output.bad.topic = raw, firn.output.bad.topic",
        "firn.features.accept-invalid = [], firn.features.accept-invalid",
        "firn.streams.\"commit.interval.ms\" = soon, firn.streams.commit.interval.ms"
    })
    void saysWhatIsWrongWithAKey(String line, String key) {
        ConfigReport report =
                ConfigLoader.load(Fixtures.base64(Fixtures.NATIVE + line), Map.of(), new Properties(), true);

        assertThat(report.errors()).extracting(Finding::key).contains(key);
    }

    @Test
    void refusesContradictoryAliases() {
        assertThat(Fixtures.load(Fixtures.ENRICH_KAFKA
                                + "featureFlags.acceptInvalid = true\nvalidation.acceptInvalid = false")
                        .errors())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("contradicts featureFlags.acceptInvalid"));
    }

    @Test
    void sharesSecuritySettingsOfTheConsumerWithAllClients() {
        ConfigReport report = Fixtures.load(Fixtures.ENRICH_KAFKA
                + "input.consumerConf { \"security.protocol\" = SSL, \"fetch.min.bytes\" = 5 }\n"
                + "output.good.producerConf { \"security.protocol\" = SSL }");

        FirnConfig.Kafka kafka = report.config().orElseThrow().kafka();
        assertThat(kafka.streams()).isEqualTo(Map.of("security.protocol", "SSL"));
        assertThat(kafka.consumer()).isEqualTo(Map.of("fetch.min.bytes", "5"));
        assertThat(kafka.producer()).isEmpty();
    }

    @Test
    void printsAConfigurationThatMeansTheSame() {
        for (String name : List.of("enrich-kafka-minimal", "stream-enrich-seed", "native-minimal")) {
            ConfigReport report = Fixtures.load(read(name));

            ConfigReport again = Fixtures.load(report.effective());

            assertThat(again.errors()).isEmpty();
            assertThat(again.config()).usingRecursiveComparison().isEqualTo(report.config());
            assertThat(Fixtures.load(report.effectiveJson()).config())
                    .usingRecursiveComparison()
                    .isEqualTo(report.config());
        }
    }

    private static String read(String name) {
        try {
            return Files.readString(Fixtures.ROOT.resolve(name).resolve("given.hocon"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigReport load(String argument) {
        return ConfigLoader.load(argument, Map.of(), new Properties(), false);
    }
}
