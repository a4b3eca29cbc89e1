package dev.firn.app.config;

import static java.util.Objects.requireNonNullElse;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object in a list, such as {@code firn.outputs[2]}, or of an object inside it. Typed reading: a
 * member that is missing, or at fault and noted as such, has the default that the caller names, so that reading goes on
 * and finds all faults at once. Whoever reads asks for every member that there may be; what was given and never asked for
 * is unknown.
 */
final class Members {

    private final String place;
    private final String shape;
    private final ConfigObject object;
    private final Findings findings;
    private final Set<String> read;
    private final Set<String> asked = new TreeSet<>();

    /**
     * @param place how findings name the object
     * @param shape the same without numbers, as in {@code outputs[].sample}
     * @param read collects the shapes of all members that are asked for
     */
    private Members(String place, String shape, ConfigObject object, Findings findings, Set<String> read) {
        this.place = place;
        this.shape = shape;
        this.object = object;
        this.findings = findings;
        this.read = read;
    }

    /** Reads each object of a list; what the reader makes null is left out. */
    static <T> List<T> each(
            Setting list, String shape, Set<String> read, Function<Members, ? extends @Nullable T> reader) {
        List<T> all = new ArrayList<>();
        if (!(list.value() instanceof ConfigList items)) {
            list.error("not a list", "[ { name = value } ]");
            return all;
        }
        for (int i = 0; i < items.size(); i++) {
            Setting item = new Setting(list.key() + "[" + i + "]", items.get(i), list.findings());
            T one = whole(item, shape + "[]", read, reader);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    /** Reads an object that a list of members names nowhere, as it may stand in the place of a text. */
    static <T> @Nullable T alone(Setting setting, Function<Members, ? extends @Nullable T> reader) {
        return whole(setting, "", new TreeSet<>(), reader);
    }

    private static <T> @Nullable T whole(
            Setting setting, String shape, Set<String> read, Function<Members, ? extends @Nullable T> reader) {
        if (!(setting.value() instanceof ConfigObject object)) {
            return setting.error("not an object", "{ name = value }");
        }
        Members members = new Members(setting.key(), shape, object, setting.findings(), read);
        T made = reader.apply(members);
        members.reportUnknown();
        return made;
    }

    private void reportUnknown() {
        object.forEach((name, value) -> {
            if (!asked.contains(name) && value.valueType() != ConfigValueType.NULL) {
                findings.unknown(place + "." + name, value, asked, place + ".");
            }
        });
    }

    /** What stands there; null for nothing. */
    @Nullable
    Setting setting(String name) {
        asked.add(name);
        read.add(shape + "." + name);
        ConfigValue value = object.get(name);
        return value == null || value.valueType() == ConfigValueType.NULL
                ? null
                : new Setting(place + "." + name, value, findings);
    }

    private <T> @Nullable T read(String name, Function<Setting, ? extends @Nullable T> reading) {
        Setting setting = setting(name);
        return setting == null ? null : reading.apply(setting);
    }

    /** Whether something stands there. */
    boolean has(String name) {
        return setting(name) != null;
    }

    String text(String name, String otherwise) {
        return requireNonNullElse(read(name, Setting::text), otherwise);
    }

    /** The text, or null when it is missing or empty. */
    @Nullable
    String optional(String name) {
        String text = text(name, "");
        return text.isEmpty() ? null : text;
    }

    /** The text; a missing or empty one is noted, and empty. */
    String required(String name, String expectation) {
        Setting setting = setting(name);
        String text = setting == null ? "" : setting.text();
        if (text != null && text.isEmpty()) {
            findings.error(
                    place + "." + name, setting == null ? null : setting.value(), "required, but not set", expectation);
        }
        return requireNonNullElse(text, "");
    }

    boolean flag(String name, boolean otherwise) {
        return requireNonNullElse(read(name, Setting::flag), otherwise);
    }

    int whole(String name, int otherwise, int least, int most) {
        return requireNonNullElse(read(name, setting -> setting.whole(least, most)), otherwise);
    }

    double share(String name, double otherwise, int most) {
        return requireNonNullElse(read(name, setting -> setting.share(most)), otherwise);
    }

    long bytes(String name, long otherwise) {
        return requireNonNullElse(read(name, Setting::bytes), otherwise);
    }

    Duration duration(String name, Duration otherwise) {
        return requireNonNullElse(read(name, Setting::duration), otherwise);
    }

    /** Null for {@code off}, which is the default. */
    @Nullable
    Duration durationOrOff(String name) {
        return requireNonNullElse(read(name, setting -> setting.durationOr("off")), Optional.<Duration>empty())
                .orElse(null);
    }

    List<String> texts(String name) {
        return requireNonNullElse(read(name, Setting::texts), List.of());
    }

    Map<String, String> named(String name) {
        return requireNonNullElse(read(name, Setting::named), Map.of());
    }

    /** As {@link #named}, with whatever stands there; in the order of their names. */
    Map<String, Setting> entries(String name) {
        Map<String, Setting> entries = new TreeMap<>();
        Setting setting = setting(name);
        if (setting != null && setting.value() instanceof ConfigObject all) {
            all.forEach(
                    (entry, value) -> entries.put(entry, new Setting(setting.key() + "." + entry, value, findings)));
        } else if (setting != null) {
            setting.error("not an object", "{ name = value }");
        }
        return entries;
    }

    /** One of the words for these constants, see {@link Setting#word}. */
    <E extends Enum<E>> E choice(String name, E otherwise) {
        return requireNonNullElse(read(name, setting -> setting.choice(otherwise.getDeclaringClass())), otherwise);
    }

    <T> T choice(String name, T otherwise, Map<String, T> words) {
        return requireNonNullElse(read(name, setting -> setting.choice(words)), otherwise);
    }

    /** The text in a language of its own; null when it is missing, empty or at fault. */
    <T> @Nullable T parsed(String name, Function<String, T> parser) {
        return read(name, setting -> "".equals(setting.text()) ? null : setting.parsed(parser));
    }

    /** An object inside; null when there is none, or nothing can be made of it. */
    <T> @Nullable T inner(String name, Function<Members, ? extends @Nullable T> reader) {
        return read(name, setting -> whole(setting, shape + "." + name, read, reader));
    }

    /** A list of objects inside. */
    <T> List<T> list(String name, Function<Members, ? extends @Nullable T> reader) {
        return requireNonNullElse(read(name, setting -> each(setting, shape + "." + name, read, reader)), List.of());
    }

    /** What the making of something complains of becomes an error of the whole object. */
    <T> @Nullable T make(Supplier<T> maker) {
        return make("", maker);
    }

    /** As {@link #make(Supplier)}, of one member. */
    <T> @Nullable T make(String name, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            error(name, String.valueOf(e.getMessage()), "");
            return null;
        }
    }

    /** @param name of the member at fault; empty when it is the object as a whole */
    void error(String name, String message, String expectation) {
        ConfigValue value = name.isEmpty() ? null : object.get(name);
        findings.error(key(name), value, message, expectation);
    }

    void warning(String name, String message) {
        findings.warning(key(name), name.isEmpty() ? null : object.get(name), message);
    }

    /** How findings name a member, or with an empty name the object itself. */
    String key(String name) {
        return name.isEmpty() ? place : place + "." + name;
    }
}
