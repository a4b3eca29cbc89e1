package dev.firn.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One value of a configuration, to be read as what it should be. Each reading returns null when the value is something
 * else, and notes that as an error.
 *
 * @param key as findings name it
 * @param value what stands there
 */
record Setting(String key, ConfigValue value, Findings findings) {

    @Nullable
    String text() {
        if (hasParts(value)) {
            return error("not a text", "a text");
        }
        return Tree.text(value).strip();
    }

    @Nullable
    Boolean flag() {
        return typed("true or false", config -> config.getBoolean("value"), any -> true);
    }

    @Nullable
    Integer whole(int least, int most) {
        return typed(
                "a whole number from " + least + " to " + most,
                config -> config.getInt("value"),
                number -> number >= least && number <= most);
    }

    /** A number above zero and up to the limit. */
    @Nullable
    Double share(int most) {
        return typed(
                "a number above 0, up to " + most,
                config -> config.getDouble("value"),
                number -> number > 0 && number <= most);
    }

    /** A size in bytes above zero, such as {@code 64 MiB}. */
    @Nullable
    Long bytes() {
        return typed("a size above zero, such as 256 MiB", config -> config.getBytes("value"), size -> size > 0);
    }

    /** A duration above zero. */
    @Nullable
    Duration duration() {
        return typed(
                "a duration above zero, such as 10 seconds",
                config -> config.getDuration("value"),
                duration -> duration.compareTo(Duration.ZERO) > 0);
    }

    /** A duration above zero; empty for the word that stands for none, such as {@code off}. */
    @Nullable
    Optional<Duration> durationOr(String word) {
        return typed(
                "a duration above zero, such as 10 seconds, or " + word,
                config -> config.getString("value").equals(word)
                        ? Optional.<Duration>empty()
                        : Optional.of(config.getDuration("value")),
                duration -> duration.isEmpty() || duration.get().compareTo(Duration.ZERO) > 0);
    }

    /** A list of texts; one text with commas is a list too. */
    @Nullable
    List<String> texts() {
        if (value instanceof ConfigList list && list.stream().noneMatch(Setting::hasParts)) {
            return list.stream().map(Tree::text).toList();
        }
        if (hasParts(value)) {
            return error("not a list of texts", "[\"a\", \"b\"] or \"a,b\"");
        }
        return Arrays.stream(Tree.text(value).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Names of the user's own, and a text for each. */
    @Nullable
    Map<String, String> named() {
        if (!(value instanceof ConfigObject object)) {
            return error("not an object", "{ name = value }");
        }
        Map<String, String> named = new TreeMap<>();
        Tree.leaves(object).forEach((name, member) -> {
            if (hasParts(member)) {
                findings.error(key + "." + name, member, "not a text", "a text");
            } else {
                named.put(name, Tree.text(member));
            }
        });
        return named;
    }

    /** One of a few words. */
    <T> @Nullable T choice(Map<String, T> words) {
        String text = text();
        if (text == null) {
            return null;
        }
        T chosen = words.get(text);
        return chosen != null ? chosen : error("not known", String.join(", ", words.keySet()));
    }

    /** The word that stands for a constant: {@code FLAT_JSON} is {@code flat-json}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One of the words for these constants. */
    <E extends Enum<E>> @Nullable E choice(Class<E> constants) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : constants.getEnumConstants()) {
            words.put(word(constant), constant);
        }
        return choice(words);
    }

    /** The same place with a part of what stands there. */
    Setting with(String part) {
        return new Setting(key, ConfigValueFactory.fromAnyRef(part).withOrigin(value.origin()), findings);
    }

    /** A text in a language of its own; what the parser complains of is the error. */
    <T> @Nullable T parsed(Function<String, T> parser) {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            return error(String.valueOf(e.getMessage()), "");
        }
    }

    private <T> @Nullable T typed(String expectation, Function<Config, T> reader, Predicate<T> inRange) {
        try {
            T typed = reader.apply(Tree.alone(value));
            return inRange.test(typed) ? typed : error("out of range", expectation);
        } catch (ConfigException e) {
            return error("not readable", expectation);
        }
    }

    /** Notes an error and returns null. */
    <T> @Nullable T error(String message, String expectation) {
        findings.error(key, value, message, expectation);
        return null;
    }

    static boolean hasParts(ConfigValue value) {
        return value instanceof ConfigObject || value instanceof ConfigList;
    }
}
