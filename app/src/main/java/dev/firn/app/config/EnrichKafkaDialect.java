package dev.firn.app.config;

import static dev.firn.app.config.KeyRule.client;
import static dev.firn.app.config.KeyRule.constant;
import static dev.firn.app.config.KeyRule.harmless;
import static dev.firn.app.config.KeyRule.ignored;
import static dev.firn.app.config.KeyRule.refused;
import static dev.firn.app.config.KeyRule.section;
import static dev.firn.app.config.KeyRule.to;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys of {@code enrich-kafka} 3.9.0, of the documented versions up to 6.x and of OpenSnowcat: all that a file of
 * theirs may hold, and what becomes of it.
 */
final class EnrichKafkaDialect {

    private static final String NEWER = "not part of this engine";
    private static final String PLUG_IN = "files are fetched by http, https and file only";
    private static final String ROUTES = "routing by content is not supported, so records would go to the wrong topic";

    private static final String FLATTENED = "FlattenedJson";

    static final List<KeyRule> RULES = rules();

    /** Outputs that are off without a topic, by their foreign names. */
    private static final Map<String, String> OPTIONAL_OUTPUTS = Map.of(
            "output.pii", "output.pii", "output.incomplete", "output.incomplete", "output.failed", "output.incomplete");

    private EnrichKafkaDialect() {}

    private static List<KeyRule> rules() {
        List<KeyRule> rules = new ArrayList<>(List.of(
                constant("input.type", "Kafka"),
                to("input.topicName", "input.topics"),
                to("input.topicPattern", "input.topic-pattern"),
                servers("input.bootstrapServers"),
                // Committed offsets belong to the group; under its name they are taken over.
                to("input.consumerConf.group.id", "application-id"),
                client("input.consumerConf.*", "kafka.consumer")));
        rules.addAll(output("output.good", "output.good"));
        rules.addAll(List.of(
                constant("output.bad.type", "Kafka"),
                to("output.bad.topicName", "output.bad.topic"),
                servers("output.bad.bootstrapServers"),
                harmless("output.bad.partitionKey", "bad rows have random keys"),
                harmless("output.bad.headers", "bad rows have no headers"),
                harmless("output.bad.attributes", "bad rows have no headers"),
                client("output.bad.producerConf.*", "kafka.producer"),
                refused("output.bad.mapping.*", ROUTES, "no such key")));
        rules.addAll(output("output.pii", "output.pii"));
        rules.addAll(output("output.incomplete", "output.incomplete"));
        rules.addAll(output("output.failed", "output.incomplete"));
        rules.add(to("output.maxRecordBytes", "output.max-record-bytes"));
        rules.addAll(behaviour());
        rules.addAll(surroundings());
        return List.copyOf(rules);
    }

    private static List<KeyRule> output(String name, String target) {
        return List.of(
                constant(name + ".type", "Kafka"),
                to(name + ".topicName", target + ".topic"),
                servers(name + ".bootstrapServers"),
                to(name + ".partitionKey", target + ".partition-key"),
                to(name + ".headers", target + ".headers"),
                to(name + ".attributes", target + ".headers"),
                client(name + ".producerConf.*", "kafka.producer"),
                refused(name + ".mapping.*", ROUTES, "no such key"));
    }

    private static KeyRule servers(String key) {
        return KeyRule.of(key, (translation, matched) -> matched.forEach(translation::servers));
    }

    private static List<KeyRule> behaviour() {
        return List.of(
                ignored("concurrency.enrich", "the number of threads is firn.streams.\"num.stream.threads\""),
                harmless("concurrency.sink", "results are written by the thread that made them"),
                to("featureFlags.acceptInvalid", "features.accept-invalid"),
                to("validation.acceptInvalid", "features.accept-invalid"),
                to("featureFlags.legacyEnrichmentOrder", "features.legacy-enrichment-order"),
                to("featureFlags.tryBase64Decoding", "features.try-base64-decoding"),
                section("validation.atomicFieldsLimits.*", "validation.atomic-fields-limits"),
                to("validation.maxJsonDepth", "validation.max-json-depth"),
                to("maxJsonDepth", "validation.max-json-depth"),
                to("validation.exitOnJsCompileError", "validation.exit-on-js-compile-error"),
                KeyRule.of("experimental.customOutputFormat.type", EnrichKafkaDialect::format),
                refused("experimental.customOutputFormat.*", "a setting that no format of ours has", "no such key"),
                ignored("experimental.metadata.*", NEWER),
                ignored("compression.*", NEWER),
                ignored("decompression.*", NEWER),
                to("jsAllowedJavaClasses", "enrichments.settings.javascript.allowed-classes"),
                section("adaptersSchemas.*", "webhooks.schemas"));
    }

    /** Of OpenSnowcat's four formats, the one that has an equivalent. */
    private static void format(Translation translation, Map<String, ConfigValue> matched) {
        matched.forEach((key, value) -> {
            if (Tree.text(value).equalsIgnoreCase(FLATTENED)) {
                translation.place(
                        "output.good.format", key, Tree.value("flat-json", "format " + FLATTENED), "one format");
                translation
                        .findings()
                        .warning(
                                key, value, "written as flat-json; compare the names of its members before you switch");
            } else {
                translation
                        .findings()
                        .error(key, value, "not supported, so events would be written in another format", FLATTENED);
            }
        });
    }

    private static List<KeyRule> surroundings() {
        return List.of(
                to("assetsUpdatePeriod", "assets.update-period"),
                to("remoteAdapters.connectionTimeout", "remote-adapters.connection-timeout"),
                to("remoteAdapters.readTimeout", "remote-adapters.read-timeout"),
                to("remoteAdapters.maxConnections", "remote-adapters.max-connections"),
                to("remoteAdapters.configs", "remote-adapters.services"),
                to("iglu.maxRetry", "registry.max-retry"),
                to("iglu.maxWait", "registry.max-wait"),
                to("http.client.requestTimeout", "registry.request-timeout"),
                to("monitoring.metrics.statsd.hostname", "metrics.statsd.hostname"),
                to("monitoring.metrics.statsd.port", "metrics.statsd.port"),
                to("monitoring.metrics.statsd.period", "metrics.statsd.period"),
                to("monitoring.metrics.statsd.prefix", "metrics.statsd.prefix"),
                section("monitoring.metrics.statsd.tags.*", "metrics.statsd.tags"),
                to("monitoring.metrics.stdout.period", "metrics.stdout.period"),
                to("monitoring.metrics.stdout.prefix", "metrics.stdout.prefix"),
                section("monitoring.metrics.prometheus.tags.*", "metrics.tags"),
                harmless("monitoring.metrics.cloudwatch", "metrics are exposed, not sent to a cloud"),
                to("monitoring.healthProbe.port", "health.port"),
                to("monitoring.healthProbe.unhealthyLatency", "health.unhealthy-latency"),
                ignored("monitoring.sentry.*", "no error reporter is built in"),
                harmless("telemetry.*", "this application never phones home"),
                ignored("blobStorage.*", PLUG_IN),
                ignored("blobClients.*", PLUG_IN),
                harmless("license.accept", "there is nothing to accept"));
    }

    /** Checks that look at two keys, and the defaults that differ from ours. */
    static void prepare(Translation translation) {
        translation.findings().spell("kafka.bootstrap-servers", "input.bootstrapServers");
        requireBoth(translation, "input", "input.topics");
        requireBoth(translation, "output.good", "output.good.topic");
        requireBoth(translation, "output.bad", "output.bad.topic");
        OPTIONAL_OUTPUTS.forEach((name, target) -> {
            if (translation.says(name + ".topicName")) {
                requireBoth(translation, name, target + ".topic");
            } else {
                translation.drop(name + ".bootstrapServers");
                translation.drop(name + ".topicName");
            }
        });
        translation.putIfAbsent("application-id", Tree.value("enrich", "default of enrich-kafka"));
    }

    private static void requireBoth(Translation translation, String endpoint, String nativeTopic) {
        boolean topic = translation.says(endpoint + ".topicName") || translation.says(endpoint + ".topicPattern");
        boolean servers = translation.says(endpoint + ".bootstrapServers");
        if (topic != servers) {
            String missing = endpoint + (topic ? ".bootstrapServers" : ".topicName");
            ConfigValue blank = translation.source(missing);
            translation
                    .findings()
                    .error(
                            missing,
                            blank,
                            "Both topicName and bootstrapServers have to be set",
                            topic ? "host:port, comma separated" : "the name of a topic");
            translation.findings().spell(nativeTopic, endpoint + ".topicName");
        }
    }
}
