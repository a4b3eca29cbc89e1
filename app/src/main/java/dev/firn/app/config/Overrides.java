package dev.firn.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Keys that are set from outside of the file: system properties first, then variables {@code FIRN__a__b}. A key may be
 * one of the file's dialect or a native one; a native one lies below {@link Dialect#ROOT} when it leaves here.
 */
final class Overrides {

    private static final String PREFIX = "FIRN__";
    private static final String NATIVE = Dialect.ROOT + ".";

    private Overrides() {}

    /** As they are named outside, not yet told apart by dialect; a later one wins over an earlier of the same key. */
    static Map<String, ConfigValue> from(Surroundings surroundings) {
        Map<String, ConfigValue> overrides = new LinkedHashMap<>();
        surroundings.environment().forEach((name, text) -> {
            if (name.startsWith(PREFIX)) {
                String key = name.substring(PREFIX.length()).replace("__", ".");
                overrides.put(key, parsed(text, "environment variable " + name));
            }
        });
        for (String name : surroundings.system().stringPropertyNames()) {
            if (isOurs(name)) {
                String text = Objects.requireNonNullElse(surroundings.system().getProperty(name), "");
                overrides.remove(name);
                overrides.put(name, parsed(text, "system property " + name));
            }
        }
        return overrides;
    }

    /** A JVM has many properties; ours begin like a root key, or are in some dialect's table. */
    private static boolean isOurs(String property) {
        return Arrays.stream(Dialect.values())
                .anyMatch(dialect -> dialect.roots().stream().anyMatch(root -> property.startsWith(root + "."))
                        || dialect.rules().stream().anyMatch(rule -> rule.matches(property)));
    }

    /** Lists and objects are written in HOCON; anything else is a text as it stands. */
    private static ConfigValue parsed(String text, String origin) {
        if (text.startsWith("[") || text.startsWith("{")) {
            try {
                return ConfigFactory.parseString("value = " + text)
                        .getValue("value")
                        .withOrigin(Tree.value("", origin).origin());
            } catch (ConfigException e) {
                return Tree.value(text, origin);
            }
        }
        return Tree.value(text, origin);
    }

    /** The same under the names that the file would have for them. */
    static Map<String, ConfigValue> routed(Map<String, ConfigValue> overrides, Dialect dialect, Surroundings around) {
        Map<String, ConfigValue> routed = new TreeMap<>();
        if (dialect == Dialect.STREAM_ENRICH) {
            routed.putAll(classicVariables(dialect.rules(), around.environment()));
        }
        overrides.forEach((key, value) -> routed.put(route(key, dialect), value));
        return routed;
    }

    private static String route(String key, Dialect dialect) {
        boolean foreign = dialect.rules().stream().anyMatch(rule -> rule.matches(key));
        String bare = key.startsWith(NATIVE) ? key.substring(NATIVE.length()) : key;
        String nativeKey = NativeKeys.respelled(bare);
        boolean isNative = dialect == Dialect.NATIVE || key.startsWith(NATIVE) || NativeKeys.knows(nativeKey);
        return !foreign && isNative ? NATIVE + nativeKey : key;
    }

    private static Map<String, ConfigValue> classicVariables(List<KeyRule> rules, Map<String, String> environment) {
        Map<String, ConfigValue> found = new TreeMap<>();
        for (KeyRule rule : rules) {
            String name = StreamEnrichDialect.variable(rule.key());
            String text = environment.get(name);
            if (rule.isExact() && text != null) {
                found.put(rule.key(), parsed(text, "environment variable " + name));
            }
        }
        return found;
    }

    /** As a tree, to be laid over the file's before substitutions are replaced. */
    static Config tree(Map<String, ConfigValue> overrides) {
        Config tree = ConfigFactory.empty();
        for (Map.Entry<String, ConfigValue> override : overrides.entrySet()) {
            String path = ConfigUtil.joinPath(override.getKey().split("\\.", -1));
            tree = tree.withValue(path, override.getValue());
        }
        return tree;
    }
}
