package dev.firn.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.Map;
import java.util.TreeMap;

/**
 * A HOCON tree laid out flat: full key to leaf, sorted by key. A leaf is a scalar, a list or an empty object; a null is
 * no leaf, as in HOCON it takes a value back. Kafka's own keys hold dots, so {@code a."b.c"} and {@code a.b.c} are one
 * key here.
 */
final class Tree {

    private Tree() {}

    static Map<String, ConfigValue> leaves(ConfigObject root) {
        Map<String, ConfigValue> leaves = new TreeMap<>();
        collect("", root, leaves);
        return leaves;
    }

    /** The same for values that were laid out already, but may still be objects. */
    static Map<String, ConfigValue> leaves(Map<String, ConfigValue> values) {
        Map<String, ConfigValue> leaves = new TreeMap<>();
        values.forEach((key, value) -> {
            if (value instanceof ConfigObject object && !object.isEmpty()) {
                collect(key + ".", object, leaves);
            } else {
                leaves.put(key, value);
            }
        });
        return leaves;
    }

    private static void collect(String prefix, ConfigObject object, Map<String, ConfigValue> leaves) {
        object.forEach((name, value) -> {
            if (value instanceof ConfigObject child && !child.isEmpty()) {
                collect(prefix + name + ".", child, leaves);
            } else if (value.valueType() != ConfigValueType.NULL) {
                leaves.put(prefix + name, value);
            }
        });
    }

    /** A new map of all leaves below the prefix (which ends in a dot), with the prefix taken off. */
    static Map<String, ConfigValue> below(Map<String, ConfigValue> leaves, String prefix) {
        Map<String, ConfigValue> below = new TreeMap<>();
        leaves.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value);
            }
        });
        return below;
    }

    /** The text of a leaf; of a number, as it was written. */
    static String text(ConfigValue value) {
        return value.valueType() == ConfigValueType.NUMBER
                ? alone(value).getString("value")
                : String.valueOf(value.unwrapped());
    }

    /** A configuration that holds only this value, under {@code value}: the way to the library's conversions. */
    static Config alone(ConfigValue value) {
        return value.atKey("value");
    }

    static ConfigValue value(Object plain, String origin) {
        return ConfigValueFactory.fromAnyRef(plain, origin);
    }
}
