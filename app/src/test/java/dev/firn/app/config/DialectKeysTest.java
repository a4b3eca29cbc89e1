package dev.firn.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.flow.StreamId;
import dev.firn.topology.output.Value;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no documented key of the foreign dialects is unknown, and what becomes of the delicate ones. */
class DialectKeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.type",
                "input.topicName",
                "input.bootstrapServers",
                "input.consumerConf.x",
                "output.good.topicName",
                "output.good.bootstrapServers",
                "output.good.producerConf.x",
                "output.good.partitionKey",
                "output.good.headers",
                "output.good.attributes",
                "output.good.mapping.a",
                "output.bad.topicName",
                "output.bad.bootstrapServers",
                "output.bad.producerConf.x",
                "output.bad.mapping.a",
                "output.pii.topicName",
                "output.pii.bootstrapServers",
                "output.pii.producerConf.x",
                "output.pii.partitionKey",
                "output.pii.headers",
                "output.incomplete.topicName",
                "output.failed.topicName",
                "concurrency.enrich",
                "concurrency.sink",
                "assetsUpdatePeriod",
                "remoteAdapters.connectionTimeout",
                "remoteAdapters.readTimeout",
                "remoteAdapters.maxConnections",
                "remoteAdapters.configs",
                "monitoring.sentry.dsn",
                "monitoring.sentry.environment",
                "monitoring.sentry.tags.a",
                "monitoring.metrics.statsd.hostname",
                "monitoring.metrics.statsd.port",
                "monitoring.metrics.statsd.period",
                "monitoring.metrics.statsd.tags.a",
                "monitoring.metrics.statsd.prefix",
                "monitoring.metrics.stdout.period",
                "monitoring.metrics.stdout.prefix",
                "monitoring.metrics.cloudwatch",
                "monitoring.metrics.prometheus.tags.a",
                "monitoring.healthProbe.port",
                "monitoring.healthProbe.unhealthyLatency",
                "telemetry.disable",
                "featureFlags.acceptInvalid",
                "validation.acceptInvalid",
                "featureFlags.legacyEnrichmentOrder",
                "featureFlags.tryBase64Decoding",
                "validation.atomicFieldsLimits.app_id",
                "validation.maxJsonDepth",
                "validation.exitOnJsCompileError",
                "experimental.metadata.endpoint",
                "maxJsonDepth",
                "experimental.customOutputFormat.type",
                "blobStorage.s3",
                "blobStorage.azureStorage.accounts",
                "blobClients.accounts",
                "iglu.maxRetry",
                "iglu.maxWait",
                "http.client.requestTimeout",
                "compression.type",
                "decompression.maxBytesInBatch",
                "license.accept"
            })
    void knowsEveryDocumentedKeyOfEnrichKafka(String key) {
        assertThat(knows(Dialect.ENRICH_KAFKA, key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in.raw",
                "out.enriched",
                "out.bad",
                "out.pii",
                "out.partitionKey",
                "sourceSink.enabled",
                "sourceSink.brokers",
                "sourceSink.retries",
                "sourceSink.producerConf.x",
                "sourceSink.consumerConf.x",
                "buffer.byteLimit",
                "buffer.recordLimit",
                "buffer.timeLimit",
                "appName",
                "remoteAdapters",
                "monitoring.snowplow.appId",
                "sentry.dsn"
            })
    void knowsEveryDocumentedKeyOfStreamEnrich(String key) {
        assertThat(knows(Dialect.STREAM_ENRICH, "enrich.streams." + key)).isTrue();
    }

    private static boolean knows(Dialect dialect, String key) {
        return dialect.rules().stream().anyMatch(rule -> rule.matches(key));
    }

    @Test
    void refusesDifferingClusters() {
        assertThat(Fixtures.load(Fixtures.ENRICH_KAFKA + "output.bad.bootstrapServers = \"other:9092\"")
                        .errors())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.key()).isEqualTo("output.bad.bootstrapServers");
                    assertThat(finding.value()).isEqualTo("other:9092");
                    assertThat(finding.origin()).isEqualTo("base64: 4");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "output.good", "output.bad"})
    void needsBothTopicAndServers(String endpoint) {
        Stream.of(".topicName", ".bootstrapServers").forEach(blank -> assertThat(
                        Fixtures.load(Fixtures.ENRICH_KAFKA + endpoint + blank + " = \"\"")
                                .errors())
                .anySatisfy(finding -> {
                    assertThat(finding.key()).isEqualTo(endpoint + blank);
                    assertThat(finding.message()).isEqualTo("Both topicName and bootstrapServers have to be set");
                }));
    }

    @Test
    void leavesAnOutputOffWithoutATopic() {
        FirnConfig.Outputs outputs = Fixtures.config(
                        Fixtures.ENRICH_KAFKA + "output.pii { topicName = \"\", bootstrapServers = \"else:1\" }")
                .outputs();

        assertThat(outputs.has(StreamId.PII)).isFalse();
        assertThat(outputs.has(StreamId.INCOMPLETE)).isFalse();
    }

    @Test
    void repeatsTheMessagesOfTheOriginal() {
        assertThat(Fixtures.load(Fixtures.ENRICH_KAFKA + "output.good { partitionKey = x, headers = [a, app_id, b] }")
                        .errors())
                .extracting(Finding::message)
                .containsExactly("Kafka partition key [x] is invalid", "Kafka headers [a,b] are invalid");
    }

    @Test
    void joinsTheGroupOfTheFormerEnricher() {
        assertThat(Fixtures.config(Fixtures.ENRICH_KAFKA).applicationId()).isEqualTo("enrich");
        assertThat(Fixtures.config(Fixtures.ENRICH_KAFKA + "input.consumerConf.group.id = g")
                        .applicationId())
                .isEqualTo("g");
    }

    @Test
    void startsWithTheDeploymentThatItReplaces() {
        ConfigReport report = ConfigLoader.load(
                Fixtures.ROOT.resolve("stream-enrich-seed/given.hocon").toString(), Map.of(), new Properties(), true);

        FirnConfig config = report.config().orElseThrow();
        assertThat(report.dialect()).contains(Dialect.STREAM_ENRICH);
        assertThat(config.applicationId()).isEqualTo("snowplow-enrich");
        assertThat(config.input().topics()).containsExactly("snowplow-good");
        assertThat(config.outputs().named("good").topic()).isEqualTo("snowplow-enriched-good");
        assertThat(config.outputs().named("good").key()).isEqualTo(Value.column(AtomicField.USER_IPADDRESS));
        assertThat(config.outputs().named("bad").topic()).isEqualTo("snowplow-enriched-bad");
        assertThat(report.streams().orElseThrow().properties())
                .containsEntry("bootstrap.servers", "snowplow-kafka-bootstrap.kafka:9092")
                .containsEntry("producer.linger.ms", "100")
                .doesNotContainKey("producer.buffer.memory");
    }

    @Test
    void takesTheLongestTimeoutOfTheOlderAdapters() {
        FirnConfig.Adapters adapters = ConfigLoader.load(
                        Fixtures.ROOT.resolve("stream-enrich-full/given.hocon").toString(),
                        Map.of(),
                        new Properties(),
                        true)
                .config()
                .orElseThrow()
                .remote()
                .adapters();

        assertThat(adapters.services()).hasSize(2);
        assertThat(adapters.connectionTimeout()).hasSeconds(2);
        assertThat(adapters.readTimeout()).hasSeconds(5);
    }
}
