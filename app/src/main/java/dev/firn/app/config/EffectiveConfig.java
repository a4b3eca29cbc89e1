package dev.firn.app.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Prints a configuration, secrets masked, keys sorted, so that two of them can be compared line by line. */
final class EffectiveConfig {

    private static final ConfigRenderOptions LAYOUT =
            ConfigRenderOptions.defaults().setOriginComments(false).setComments(false);

    private EffectiveConfig() {}

    static String hocon(Map<String, ConfigValue> given) {
        return render(given, LAYOUT.setJson(false));
    }

    static String json(Map<String, ConfigValue> given) {
        return render(given, LAYOUT.setJson(true));
    }

    private static String render(Map<String, ConfigValue> given, ConfigRenderOptions options) {
        Map<String, ConfigValue> all = new TreeMap<>(NativeKeys.REFERENCE);
        all.putAll(given);
        all.keySet().removeIf(key -> !NativeKeys.knows(key));
        Map<String, Object> root = new TreeMap<>();
        all.forEach((key, value) -> place(root, key, shown(key, value)));
        return ConfigValueFactory.fromMap(Map.of(Dialect.ROOT, root)).render(options);
    }

    /** Sections become objects; in an open one the rest of the key is one name, dots and all. */
    private static void place(Map<String, Object> root, String key, Object value) {
        String open = NativeKeys.openSectionOf(key);
        int nameStart = open == null ? key.lastIndexOf('.') + 1 : open.length() + 1;
        Map<String, Object> section = root;
        if (nameStart > 0) {
            for (String part : key.substring(0, nameStart - 1).split("\\.", -1)) {
                section = inner(section, part);
            }
        }
        boolean emptySection = value instanceof Map<?, ?> map && map.isEmpty();
        if (emptySection) {
            inner(section, key.substring(nameStart));
        } else {
            section.put(key.substring(nameStart), value);
        }
    }

    @SuppressWarnings("unchecked") // only this class puts maps there
    private static Map<String, Object> inner(Map<String, Object> section, String name) {
        Object inner = section.get(name);
        if (inner instanceof Map<?, ?>) {
            return (Map<String, Object>) inner;
        }
        Map<String, Object> fresh = new TreeMap<>();
        section.put(name, fresh);
        return fresh;
    }

    private static Object shown(String key, ConfigValue value) {
        if (value instanceof ConfigObject object) {
            Map<String, Object> members = new TreeMap<>();
            object.forEach((name, member) -> members.put(name, shown(key + "." + name, member)));
            return members;
        }
        if (value instanceof ConfigList list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(shown(key, item)));
            return items;
        }
        boolean plain = value.valueType() != ConfigValueType.STRING && !Secrets.hides(key);
        return plain ? value : Secrets.mask(key, value);
    }

    /** Properties as lines {@code key = value}, masked and sorted. */
    static String lines(Properties properties) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(properties).forEach((key, value) -> lines.append(key)
                .append(" = ")
                .append(Secrets.mask(String.valueOf(key), String.valueOf(value)))
                .append('\n'));
        return lines.toString();
    }
}
