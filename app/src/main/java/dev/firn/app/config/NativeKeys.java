package dev.firn.app.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The native keys of one configuration: what was given, over the reference. Typed reading; a value of the wrong type or
 * out of range is noted and the reference's one returned, so that reading goes on and finds all faults at once. Remembers
 * what was read: that is how unknown keys are found, and how a test holds the reference to the code.
 */
final class NativeKeys {

    /** Keys without their root, as in {@code health.port}. */
    static final Map<String, ConfigValue> REFERENCE =
            Tree.leaves(ConfigFactory.parseResources(NativeKeys.class.getClassLoader(), "reference.conf")
                    .getObject(Dialect.ROOT));

    /** Sections whose keys are the user's own. */
    private static final Set<String> OPEN = openSections();

    private final Map<String, ConfigValue> given;
    private final Findings findings;
    private final Set<String> read = new TreeSet<>();

    NativeKeys(Map<String, ConfigValue> given, Findings findings) {
        this.given = given;
        this.findings = findings;
    }

    private static Set<String> openSections() {
        Set<String> open = new TreeSet<>();
        REFERENCE.forEach((key, value) -> {
            if (value.valueType() == ConfigValueType.OBJECT) {
                open.add(key);
            }
        });
        return open;
    }

    /** The open section that this key lies in, or null. */
    static @Nullable String openSectionOf(String key) {
        return OPEN.stream()
                .filter(section -> key.startsWith(section + "."))
                .findFirst()
                .orElse(null);
    }

    /** Whether the key is one of the reference's, or of an open section. */
    static boolean knows(String key) {
        return REFERENCE.containsKey(key) || openSectionOf(key) != null;
    }

    /**
     * The key as the reference has it, if they differ only in underscores for dashes: names of variables have no dashes.
     * In an open section only the section itself is respelled.
     */
    static String respelled(String key) {
        String plain = key.replace('-', '_');
        for (String known : REFERENCE.keySet()) {
            String other = known.replace('-', '_');
            if (plain.equals(other)) {
                return known;
            }
            if (OPEN.contains(known) && plain.startsWith(other + ".")) {
                return known + key.substring(known.length());
            }
        }
        return key;
    }

    /** Whether the value says something else than the reference does. */
    static boolean differsFromReference(String key, ConfigValue value) {
        ConfigValue reference = REFERENCE.get(key);
        return reference == null || !Tree.text(reference).equals(Tree.text(value));
    }

    /** What was given, or the reference's. */
    ConfigValue value(String key) {
        return given.getOrDefault(key, reference(key));
    }

    private static ConfigValue reference(String key) {
        return Objects.requireNonNull(REFERENCE.get(key), () -> "not in reference.conf: " + key);
    }

    String text(String key) {
        return typed(key, Setting::text);
    }

    /** The text; an empty one is noted as missing. */
    String required(String key, String expectation) {
        String text = text(key);
        if (text.isEmpty()) {
            findings.missing(key, given.get(key), expectation);
        }
        return text;
    }

    /** The text, or null when it is empty. */
    @Nullable
    String optional(String key) {
        String text = text(key);
        return text.isEmpty() ? null : text;
    }

    boolean flag(String key) {
        return typed(key, Setting::flag);
    }

    int whole(String key, int least, int most) {
        return typed(key, setting -> setting.whole(least, most));
    }

    /** A duration above zero. */
    Duration duration(String key) {
        return typed(key, Setting::duration);
    }

    /** A duration above zero, or null for {@code off}. */
    @Nullable
    Duration durationOrOff(String key) {
        return durationOr("off", key);
    }

    /** A duration above zero, or null for the word that stands for none. */
    @Nullable
    Duration durationOr(String word, String key) {
        return typed(key, setting -> setting.durationOr(word)).orElse(null);
    }

    /** A list of texts; one text with commas is a list too. */
    List<String> texts(String key) {
        return typed(key, Setting::texts);
    }

    /** One of a few words. */
    <T> T choice(String key, Map<String, T> words) {
        return typed(key, setting -> setting.choice(words));
    }

    /** One of the words for these constants, see {@link Setting#word}. */
    <E extends Enum<E>> E choice(String key, Class<E> constants) {
        return typed(key, setting -> setting.choice(constants));
    }

    /** A list of objects: what the reader makes of each, without what it makes null. */
    <T> List<T> list(String key, Function<Members, ? extends @Nullable T> reader) {
        read.add(key);
        return Members.each(new Setting(findings.asWritten(key), value(key), findings), key, read, reader);
    }

    /** An open section: the user's own keys, dots and all. A list becomes a text with commas, as Kafka wants it. */
    Map<String, String> open(String key) {
        Map<String, String> section = new TreeMap<>();
        openValues(key).forEach((name, value) -> section.put(name, joined(value)));
        return section;
    }

    /** As {@link #open}, with the values as they were given. */
    Map<String, ConfigValue> openValues(String key) {
        read.add(key);
        ConfigValue itself = given.get(key);
        if (itself != null && itself.valueType() != ConfigValueType.OBJECT) {
            findings.error(key, itself, "not an object", "{ name = value }");
        }
        return Tree.below(given, key + ".");
    }

    /** The text that Kafka gets. */
    static String joined(ConfigValue value) {
        return value instanceof ConfigList list
                ? String.join(",", list.stream().map(Tree::text).toList())
                : Tree.text(value);
    }

    /** What was given, or, if that is at fault, what the reference has. */
    <T> T typed(String key, Function<Setting, ? extends @Nullable T> reading) {
        read.add(key);
        T typed = reading.apply(new Setting(key, value(key), findings));
        return typed != null
                ? typed
                : Objects.requireNonNull(reading.apply(new Setting(key, reference(key), findings)), key);
    }

    /** For checks that look at more than one key. */
    @Nullable
    ConfigValue given(String key) {
        return given.get(key);
    }

    /** All keys that were asked for; members of listed objects in the form {@code outputs[].name}. */
    Set<String> read() {
        return read;
    }

    /** Notes what was given and never asked for. */
    void reportUnknown() {
        given.forEach((key, value) -> {
            if (!read.contains(key) && openSectionOf(key) == null) {
                reportUnread(key, value);
            }
        });
    }

    private void reportUnread(String key, ConfigValue value) {
        String written = Dialect.ROOT + "." + key;
        String list = REFERENCE.entrySet().stream()
                .filter(known -> known.getValue().valueType() == ConfigValueType.LIST)
                .map(Map.Entry::getKey)
                .filter(known -> key.startsWith(known + "."))
                .findFirst()
                .orElse(null);
        if (list != null) {
            findings.error(written, value, "not a list", list + " = [ { name = value } ]");
        } else if (REFERENCE.keySet().stream().noneMatch(other -> other.startsWith(key + "."))) {
            findings.unknown(written, value, REFERENCE.keySet(), Dialect.ROOT + ".");
        } else if (value.valueType() != ConfigValueType.OBJECT) {
            findings.error(written, value, "not an object", "{ name = value }");
        }
    }
}
