package dev.firn.enrichments.spi;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Switches and limits that Snowplow's configuration schemas have no key for. Each enrichment documents the ones it reads;
 * they have dotted names in kebab-case that begin with the enrichment's, such as {@code javascript.time-limit}. The values never
 * change; thread-safe.
 */
public final class Settings {

    /** Everything at its default. */
    public static final Settings NONE = new Settings(Map.of());

    private final Map<String, String> values;
    /** Names that somebody asked for. */
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** @param values texts by dotted name; lists are separated by commas, durations are ISO 8601 ({@code PT0.5S}) */
    public static Settings of(Map<String, String> values) {
        return new Settings(values);
    }

    /** What was set and nobody has asked for, which may be misspelled. */
    public Set<String> unread() {
        Set<String> unread = new TreeSet<>(values.keySet());
        unread.removeAll(read);
        return unread;
    }

    private @Nullable String get(String name) {
        read.add(name);
        return values.get(name);
    }

    public boolean flag(String name, boolean otherwise) {
        String text = get(name);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? otherwise : text.equals("true");
        }
        throw unfit(name, text, "true or false", null);
    }

    public int integer(String name, int otherwise) {
        String text = get(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unfit(name, text, "a whole number", e);
        }
    }

    public Duration duration(String name, Duration otherwise) {
        String text = get(name);
        try {
            return text == null ? otherwise : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw unfit(name, text, "a duration such as PT0.5S", e);
        }
    }

    public String text(String name, String otherwise) {
        String text = get(name);
        return text == null ? otherwise : text;
    }

    public List<String> texts(String name) {
        String text = text(name, "").trim();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*"));
    }

    private static EnrichmentConfigException unfit(
            String name, @Nullable String found, String expected, @Nullable Throwable cause) {
        return new EnrichmentConfigException("Setting " + name + " is " + found + "; expected " + expected, cause);
    }
}
