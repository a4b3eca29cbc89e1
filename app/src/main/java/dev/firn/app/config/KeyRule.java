package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a key of a foreign dialect: one row of that dialect's table.
 *
 * @param key the full key; with {@code .*} at the end, everything below it
 * @param target the native key (or section) that it stands for, if it is a plain renaming
 * @param handling what to do when the key is there
 */
record KeyRule(String key, @Nullable String target, Handling handling) {

    /** Works on the leaves that matched, full key to value; never on none. */
    interface Handling {
        void apply(Translation translation, Map<String, ConfigValue> matched);
    }

    private static final String ANY = ".*";

    /** Same meaning, other name. */
    static KeyRule to(String key, String target) {
        return new KeyRule(
                key,
                target,
                (translation, matched) -> matched.forEach(
                        (name, value) -> translation.place(target, name, value, "only one of the two")));
    }

    /** A whole section under another name; {@code key} ends in {@code .*}. */
    static KeyRule section(String key, String target) {
        return of(key, (translation, matched) -> members(key, translation, matched)
                .forEach((name, value) -> {
                    String place = target + "." + name.substring(prefix(key).length());
                    translation.findings().spell(place, name);
                    translation.put(place, value);
                }));
    }

    static KeyRule of(String key, Handling handling) {
        return new KeyRule(key, null, handling);
    }

    /** Without effect here, and the user should know why. */
    static KeyRule ignored(String key, String why) {
        return of(key, (translation, matched) -> translation.findings().warning(key, only(matched), "ignored: " + why));
    }

    /** Without effect here, and nobody needs to act. */
    static KeyRule harmless(String key, String why) {
        return of(key, (translation, matched) -> translation.findings().note(key, only(matched), "ignored: " + why));
    }

    /** To ignore this key would send data elsewhere than the user wants, so the start is refused. */
    static KeyRule refused(String key, String why, String expectation) {
        return of(key, (translation, matched) -> translation.findings().error(key, only(matched), why, expectation));
    }

    /** A key that has one legal value, in any case. */
    static KeyRule constant(String key, String legal) {
        return of(
                key,
                (translation, matched) -> matched.forEach((name, value) -> {
                    if (!Tree.text(value).equalsIgnoreCase(legal)) {
                        translation.findings().error(name, value, "not supported", legal);
                    }
                }));
    }

    /** The keys of a client, to be put below {@code kafka.consumer} or {@code kafka.producer}. */
    static KeyRule client(String key, String target) {
        return of(key, (translation, matched) -> members(key, translation, matched)
                .forEach((name, value) ->
                        translation.client(target, name.substring(prefix(key).length()), name, value)));
    }

    /** What lies below a section, which should be an object; an empty one has nothing below. */
    private static Map<String, ConfigValue> members(
            String key, Translation translation, Map<String, ConfigValue> matched) {
        Map<String, ConfigValue> members = new TreeMap<>(matched);
        String section = key.substring(0, key.length() - ANY.length());
        ConfigValue itself = members.remove(section);
        if (itself != null && itself.valueType() != ConfigValueType.OBJECT) {
            translation.findings().error(section, itself, "not an object", "{ name = value }");
        }
        return members;
    }

    boolean matches(String name) {
        return key.endsWith(ANY)
                ? name.startsWith(prefix(key)) || name.equals(key.substring(0, key.length() - ANY.length()))
                : name.equals(key);
    }

    boolean isExact() {
        return !key.endsWith(ANY);
    }

    /** Whether this row is about something inside the given key. */
    boolean liesBelow(String name) {
        return key.startsWith(name + ".");
    }

    private static String prefix(String key) {
        return key.substring(0, key.length() - 1);
    }

    private static @Nullable ConfigValue only(Map<String, ConfigValue> matched) {
        List<ConfigValue> values = List.copyOf(matched.values());
        return values.size() == 1 ? values.get(0) : null;
    }
}
