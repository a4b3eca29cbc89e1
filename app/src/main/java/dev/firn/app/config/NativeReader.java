package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.json.JsonInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads native keys into the model: the one place that knows what each key means. */
final class NativeReader {

    private static final String COLUMN_RULE = "a column of an enriched event, such as domain_userid";

    private final NativeKeys keys;
    private final Findings findings;

    private NativeReader(NativeKeys keys, Findings findings) {
        this.keys = keys;
        this.findings = findings;
    }

    /** The model, or null when the findings hold an error. All keys are read in both cases. */
    static @Nullable FirnConfig read(NativeKeys keys, Findings findings) {
        FirnConfig config = new NativeReader(keys, findings).read();
        keys.reportUnknown();
        return findings.hasErrors() ? null : config;
    }

    private FirnConfig read() {
        FirnConfig.Input input = input();
        OutputsReader outputs = new OutputsReader(keys, findings);
        StepReader steps = new StepReader(keys, findings);
        FlowChecks.run(input, outputs, steps, findings);
        FirnConfig.Health health = health();
        return new FirnConfig(
                topicLike("application-id", keys.required("application-id", TopicNames.RULE)),
                processor(),
                new FirnConfig.Kafka(
                        keys.required("kafka.bootstrap-servers", "host:port, comma separated"),
                        keys.open("streams"),
                        keys.open("kafka.producer"),
                        keys.open("kafka.consumer")),
                input,
                outputs.read(input.hasCollector()),
                steps.read(),
                state(),
                new FirnConfig.Features(
                        keys.flag("features.accept-invalid"),
                        keys.flag("features.legacy-enrichment-order"),
                        keys.flag("features.try-base64-decoding"),
                        keys.flag("features.forwarded-header-quirk")),
                new FirnConfig.Validation(limits(), keys.whole("validation.max-json-depth", 1, 1000)),
                enrichments(),
                remote(),
                metrics(),
                lineage(),
                health,
                new FirnConfig.Admin(keys.text("admin.host"), adminPort(health)),
                keys.duration("shutdown.timeout"));
    }

    private FirnConfig.Lineage lineage() {
        String text = keys.optional("lineage.url");
        URI url = null;
        if (text != null) {
            url = webAddress(text);
            if (url == null) {
                findings.error(
                        "lineage.url",
                        keys.given("lineage.url"),
                        "not an address",
                        "such as http://marquez:5000/api/v1/lineage");
            }
        }
        return new FirnConfig.Lineage(
                url, keys.required("lineage.namespace", "a name"), keys.optional("lineage.api-key"));
    }

    private static @Nullable URI webAddress(String text) {
        try {
            URI url = new URI(text);
            boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return isWeb && url.getHost() != null ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private FirnConfig.Health health() {
        return new FirnConfig.Health(
                keys.text("health.host"),
                keys.whole("health.port", 0, 65535),
                keys.duration("health.unhealthy-latency"));
    }

    /** Null for none. */
    private @Nullable Integer adminPort(FirnConfig.Health health) {
        AdminPort port = keys.typed("admin.port", setting -> setting.parsed(AdminPort::of));
        return port.isOff() ? null : Integer.valueOf(port.beside(health.port()));
    }

    private FirnConfig.Processor processor() {
        String version = keys.optional("processor.version");
        return new FirnConfig.Processor(
                keys.required("processor.artifact", "a name"), version == null ? buildVersion() : version);
    }

    /** From the manifest of the jar; classes that run from a folder have none. */
    private static String buildVersion() {
        return Objects.requireNonNullElse(
                NativeReader.class.getPackage().getImplementationVersion(), "0.0.0-unpackaged");
    }

    private FirnConfig.Input input() {
        List<String> topics = keys.texts("input.topics");
        topics.forEach(topic -> topicLike("input.topics", topic));
        String pattern = keys.optional("input.topic-pattern");
        List<JsonInput> json = keys.list("json-inputs", JsonInputs::read);
        if (!topics.isEmpty() && pattern != null) {
            findings.error(
                    "input.topics",
                    keys.given("input.topics"),
                    "set together with a pattern",
                    "names of topics, or else " + findings.asWritten("input.topic-pattern"));
        }
        if (topics.isEmpty() && pattern == null && json.isEmpty()) {
            findings.error(
                    "input.topics",
                    keys.given("input.topics"),
                    "required, but not set",
                    "names of topics, or else " + findings.asWritten("input.topic-pattern"));
        }
        if (pattern != null && compiled(pattern) == null) {
            findings.error(
                    "input.topic-pattern",
                    keys.given("input.topic-pattern"),
                    "not a regular expression",
                    "such as raw-.*");
        }
        return new FirnConfig.Input(topics, pattern, json);
    }

    /** Null for null, and for what is no regular expression. */
    static @Nullable Pattern compiled(@Nullable String pattern) {
        try {
            return pattern == null ? null : Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    private FirnConfig.State state() {
        Path folder = path("state.folder");
        return new FirnConfig.State(
                folder == null ? Path.of("") : folder,
                keys.typed("state.memory", setting -> setting.parsed(StateMemory::of)));
    }

    private Map<AtomicField, Integer> limits() {
        Map<AtomicField, Integer> limits = new EnumMap<>(AtomicField.class);
        keys.openValues("validation.atomic-fields-limits").forEach((column, value) -> {
            String key = "validation.atomic-fields-limits." + column;
            AtomicField field = AtomicField.ofColumn(column);
            int limit = positive(value);
            if (field == null || limit <= 0) {
                findings.error(key, value, "no limit of a column", COLUMN_RULE + ", and a whole number above zero");
            } else {
                limits.put(field, limit);
            }
        });
        return limits;
    }

    private static int positive(ConfigValue value) {
        try {
            return Integer.parseInt(Tree.text(value));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private FirnConfig.Enrichments enrichments() {
        Map<String, String> settings = keys.open("enrichments.settings");
        if (!keys.flag("validation.exit-on-js-compile-error")) {
            settings.putIfAbsent("javascript.exit-on-compile-error", "false");
        }
        return new FirnConfig.Enrichments(settings, path("plugins.folder"));
    }

    private @Nullable Path path(String key) {
        String text = keys.optional(key);
        try {
            return text == null ? null : Path.of(text);
        } catch (InvalidPathException e) {
            findings.error(key, keys.given(key), "not a path", "a folder");
            return null;
        }
    }

    private FirnConfig.Remote remote() {
        return new FirnConfig.Remote(
                new FirnConfig.Assets(keys.durationOrOff("assets.update-period"), path("assets.folder")),
                new FirnConfig.Registry(
                        keys.whole("registry.max-retry", 0, 100),
                        keys.duration("registry.max-wait"),
                        keys.duration("registry.request-timeout")),
                new FirnConfig.Adapters(
                        keys.duration("remote-adapters.connection-timeout"),
                        keys.duration("remote-adapters.read-timeout"),
                        keys.whole("remote-adapters.max-connections", 1, 10_000),
                        keys.list("remote-adapters.services", NativeReader::adapter),
                        keys.open("webhooks.schemas")));
    }

    private static FirnConfig.Adapter adapter(Members members) {
        return new FirnConfig.Adapter(
                members.required("vendor", "the vendor of the path"),
                members.required("version", "the version of the path"),
                members.required("url", "where payloads are posted to"));
    }

    private FirnConfig.Metrics metrics() {
        FirnConfig.Statsd statsd = new FirnConfig.Statsd(
                keys.text("metrics.statsd.hostname"),
                keys.whole("metrics.statsd.port", 1, 65535),
                keys.duration("metrics.statsd.period"),
                keys.text("metrics.statsd.prefix"),
                keys.open("metrics.statsd.tags"));
        var period = keys.durationOrOff("metrics.stdout.period");
        String prefix = keys.text("metrics.stdout.prefix");
        return new FirnConfig.Metrics(
                statsd.hostname().isEmpty() ? null : statsd,
                period == null ? null : new FirnConfig.Stdout(period, prefix),
                keys.open("metrics.tags"));
    }

    private String topicLike(String key, String name) {
        TopicNames.check(key, name, keys, findings);
        return name;
    }
}
