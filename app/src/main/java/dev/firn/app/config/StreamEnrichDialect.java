package dev.firn.app.config;

import static dev.firn.app.config.KeyRule.client;
import static dev.firn.app.config.KeyRule.constant;
import static dev.firn.app.config.KeyRule.harmless;
import static dev.firn.app.config.KeyRule.ignored;
import static dev.firn.app.config.KeyRule.to;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The keys of {@code stream-enrich-kafka}, and what becomes of each. */
final class StreamEnrichDialect {

    private static final String STREAMS = "enrich.streams.";
    private static final long LONGEST_LINGER_MS = 100;
    /** All that this engine accepts as a key; for any other name it writes random keys. */
    private static final Set<String> PARTITION_KEYS = Set.of(
            "event_id",
            "event_fingerprint",
            "domain_userid",
            "network_userid",
            "user_ipaddress",
            "domain_sessionid",
            "user_fingerprint");

    private static final Pattern WORD_START = Pattern.compile("([a-z])([A-Z])");

    static final List<KeyRule> RULES = List.of(
            to(STREAMS + "in.raw", "input.topics"),
            to(STREAMS + "out.enriched", "output.good.topic"),
            to(STREAMS + "out.bad", "output.bad.topic"),
            to(STREAMS + "out.pii", "output.pii.topic"),
            KeyRule.of(STREAMS + "out.partitionKey", StreamEnrichDialect::partitionKey),
            constant(STREAMS + "sourceSink.enabled", "kafka"),
            KeyRule.of(STREAMS + "sourceSink.brokers", (translation, matched) -> matched.forEach(translation::servers)),
            harmless(STREAMS + "sourceSink.retries", "producers are idempotent and repeat until the delivery timeout"),
            client(STREAMS + "sourceSink.consumerConf.*", "kafka.consumer"),
            client(STREAMS + "sourceSink.producerConf.*", "kafka.producer"),
            ignored(STREAMS + "buffer.byteLimit", "so small a buffer would stall a transactional producer"),
            harmless(STREAMS + "buffer.recordLimit", "Kafka never used it"),
            KeyRule.of(STREAMS + "buffer.timeLimit", StreamEnrichDialect::linger),
            // It was the consumer group, so the committed offsets are taken over.
            to(STREAMS + "appName", "application-id"),
            KeyRule.of(STREAMS + "remoteAdapters", StreamEnrichDialect::adapters),
            KeyRule.of("enrich.remoteAdapters", StreamEnrichDialect::adapters),
            harmless(STREAMS + "monitoring.*", "this application never tracks itself"),
            harmless("enrich.monitoring.*", "this application never tracks itself"),
            ignored(STREAMS + "sentry.*", "no error reporter is built in"),
            ignored("enrich.sentry.*", "no error reporter is built in"));

    private StreamEnrichDialect() {}

    static void prepare(Translation translation) {
        translation.findings().spell("kafka.bootstrap-servers", STREAMS + "sourceSink.brokers");
        translation.findings().spell("output.good.partition-key", STREAMS + "out.partitionKey");
        translation.put("application-id", Tree.value("", "no default in stream-enrich-kafka"));
    }

    /** The environment variable that sets a key, as the published configuration template of that engine has it. */
    static String variable(String key) {
        String words = WORD_START.matcher(key).replaceAll("$1_$2");
        return words.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static void partitionKey(Translation translation, Map<String, ConfigValue> matched) {
        matched.forEach((key, value) -> {
            String column = Tree.text(value).strip();
            if (PARTITION_KEYS.contains(column)) {
                translation.put("output.good.partition-key", value);
            } else if (!column.isEmpty()) {
                translation.findings().warning(key, value, "no key of this dialect, so records get random keys");
            }
        });
    }

    private static void linger(Translation translation, Map<String, ConfigValue> matched) {
        matched.forEach((key, value) -> {
            String name = "kafka.producer.linger.ms";
            try {
                long limit = Tree.alone(value).getDuration("value").toMillis();
                String linger = Long.toString(Math.max(0, Math.min(limit, LONGEST_LINGER_MS)));
                translation.putIfAbsent(name, Tree.value(linger, value.origin().description()));
                translation.findings().warning(key, value, "taken as the producer's linger.ms, which is " + linger);
            } catch (ConfigException e) {
                translation.findings().error(key, value, "not readable", "milliseconds");
            }
        });
    }

    /** Timeouts are per adapter there and common here: the longest of each kind counts. */
    private static void adapters(Translation translation, Map<String, ConfigValue> matched) {
        matched.forEach((key, value) -> {
            if (!(value instanceof ConfigList list)) {
                translation.findings().error(key, value, "not a list", "a list of adapters");
                return;
            }
            translation.findings().spell("remote-adapters.services", key);
            List<Object> services = new ArrayList<>();
            for (ConfigValue item : list) {
                ConfigValue service = item instanceof ConfigObject object
                        ? object.withoutKey("connectionTimeout").withoutKey("readTimeout")
                        : item;
                services.add(service.unwrapped());
            }
            String origin = value.origin().description();
            translation.put("remote-adapters.services", Tree.value(services, origin));
            longest(
                    list,
                    "connectionTimeout",
                    ms -> translation.put("remote-adapters.connection-timeout", Tree.value(ms, origin)));
            longest(list, "readTimeout", ms -> translation.put("remote-adapters.read-timeout", Tree.value(ms, origin)));
        });
    }

    private static void longest(ConfigList adapters, String member, Consumer<String> found) {
        adapters.stream()
                .filter(ConfigObject.class::isInstance)
                .map(adapter -> ((ConfigObject) adapter).toConfig())
                .filter(adapter -> adapter.hasPath(member))
                .map(adapter -> milliseconds(adapter, member))
                .max(Duration::compareTo)
                .ifPresent(longest -> found.accept(longest.toMillis() + " ms"));
    }

    private static Duration milliseconds(Config adapter, String member) {
        try {
            return adapter.getDuration(member);
        } catch (ConfigException e) {
            return Duration.ZERO;
        }
    }
}
