package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One foreign configuration on its way to native keys. A row of the dialect's table takes its keys out of the source. */
final class Translation {

    private static final String SERVERS = "kafka.bootstrap-servers";
    private static final List<String> SECURITY = List.of("security.", "sasl.", "ssl.");

    private final Map<String, ConfigValue> source;
    private final Map<String, ConfigValue> target = new TreeMap<>();
    /** Native key to the foreign key that set it first. */
    private final Map<String, String> setBy = new HashMap<>();

    private final Findings findings;

    private Translation(Map<String, ConfigValue> source, Findings findings) {
        this.source = new TreeMap<>(source);
        this.findings = findings;
    }

    /** Native keys (without their root) that mean what the source means. */
    static Map<String, ConfigValue> run(Dialect dialect, Map<String, ConfigValue> source, Findings findings) {
        Translation translation = new Translation(source, findings);
        dialect.rules().forEach(translation::spell);
        dialect.prepare(translation);
        dialect.rules().forEach(translation::apply);
        translation.reportUnknown(dialect);
        return translation.target;
    }

    private void spell(KeyRule rule) {
        if (rule.target() != null) {
            findings.spell(rule.target(), rule.key());
        }
    }

    private void apply(KeyRule rule) {
        Map<String, ConfigValue> matched = new TreeMap<>();
        source.forEach((key, value) -> {
            if (rule.matches(key)) {
                matched.put(key, value);
            }
        });
        source.keySet().removeAll(matched.keySet());
        if (!matched.isEmpty()) {
            rule.handling().apply(this, matched);
        }
    }

    private void reportUnknown(Dialect dialect) {
        source.forEach((key, value) -> {
            boolean section = dialect.rules().stream().anyMatch(rule -> rule.liesBelow(key));
            if (!section) {
                findings.unknown(key, value);
            } else if (value.valueType() != ConfigValueType.OBJECT) {
                findings.error(key, value, "not an object", "{ name = value }");
            }
        });
    }

    Findings findings() {
        return findings;
    }

    void put(String nativeKey, ConfigValue value) {
        target.put(nativeKey, value);
    }

    void putIfAbsent(String nativeKey, ConfigValue value) {
        target.putIfAbsent(nativeKey, value);
    }

    /** Whether the source says something under this key; an empty text says nothing. */
    boolean says(String key) {
        ConfigValue value = source.get(key);
        return value != null
                && !(value.valueType() == ConfigValueType.STRING
                        && Tree.text(value).isBlank());
    }

    @Nullable
    ConfigValue source(String key) {
        return source.get(key);
    }

    /** Takes a key out, unseen. */
    void drop(String key) {
        source.remove(key);
    }

    /** Kafka Streams talks to one cluster: the first mention counts, and every other must agree. */
    void servers(String key, ConfigValue value) {
        ConfigValue first = target.putIfAbsent(SERVERS, value);
        findings.spell(SERVERS, key);
        if (first != null && !members(first).equals(members(value))) {
            findings.error(
                    key,
                    value,
                    "input and outputs must be on one Kafka cluster",
                    "the same servers as " + findings.asWritten(SERVERS));
        }
    }

    private static Set<String> members(ConfigValue servers) {
        return Arrays.stream(Tree.text(servers).split(",", -1))
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A client's key. What the consumer says about security goes to all clients: the foreign engines had a consumer and
     * producers only, Kafka Streams has restore consumers and an admin client as well, which nobody could have
     * configured there.
     */
    void client(String section, String key, String writtenAs, ConfigValue value) {
        boolean shared = SECURITY.stream().anyMatch(key::startsWith);
        ConfigValue common = target.get("streams." + key);
        if (shared && common != null && Tree.text(common).equals(Tree.text(value))) {
            return;
        }
        String place = (shared && section.equals("kafka.consumer") ? "streams." : section + ".") + key;
        findings.spell(place, writtenAs);
        place(place, writtenAs, value, "one value, as one producer serves all outputs");
    }

    /** Two foreign keys may stand for one of ours, but then they must agree. */
    void place(String nativeKey, String writtenAs, ConfigValue value, String expectation) {
        String first = setBy.putIfAbsent(nativeKey, writtenAs);
        ConfigValue other = first == null ? target.put(nativeKey, value) : target.get(nativeKey);
        if (first != null && other != null && !other.unwrapped().equals(value.unwrapped())) {
            findings.error(writtenAs, value, "contradicts " + first, expectation);
        }
    }
}
