package dev.firn.app.config;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is found while one configuration is read. Not thread-safe. */
final class Findings {

    private final boolean strict;
    private final List<Finding> found = new ArrayList<>();
    private final Map<String, String> spelling = new HashMap<>();

    Findings(boolean strict) {
        this.strict = strict;
    }

    /** The native key is to be reported under the name that the user's dialect gives it. The first name stays. */
    void spell(String nativeKey, String asWritten) {
        spelling.putIfAbsent(nativeKey, asWritten);
    }

    void error(String key, @Nullable ConfigValue value, String message, String expectation) {
        add(Finding.Severity.ERROR, key, value, message, expectation);
    }

    /** An error, unless the key is known to be at fault already. */
    void missing(String key, @Nullable ConfigValue value, String expectation) {
        String written = asWritten(key);
        if (found.stream().noneMatch(finding -> finding.key().equals(written))) {
            error(key, value, "required, but not set", expectation);
        }
    }

    void warning(String key, @Nullable ConfigValue value, String message) {
        add(Finding.Severity.WARNING, key, value, message, "");
    }

    void note(String key, @Nullable ConfigValue value, String message) {
        add(Finding.Severity.NOTE, key, value, message, "");
    }

    /** A key that nobody reads: usually a misspelling, so a strict reading refuses it. */
    void unknown(String key, ConfigValue value) {
        unknown(key, value, List.of(), "");
    }

    /**
     * As {@link #unknown(String, ConfigValue)}, with a guess at what was meant.
     *
     * @param known keys that would be right, without the prefix
     */
    void unknown(String key, ConfigValue value, Collection<String> known, String prefix) {
        String meant = Spelling.nearest(key.substring(prefix.length()), known);
        add(
                strict ? Finding.Severity.ERROR : Finding.Severity.WARNING,
                key,
                value,
                "unknown key" + (strict ? "" : ", ignored"),
                meant == null ? "" : prefix + meant);
    }

    void add(Finding.Severity severity, String key, @Nullable ConfigValue value, String message, String expectation) {
        String origin = value == null ? null : value.origin().description();
        String shown = value == null ? null : Secrets.mask(key, value);
        found.add(new Finding(severity, asWritten(key), shown, message, expectation, origin));
    }

    /** The name of a native key in the user's own dialect; any other key as it is. */
    String asWritten(String key) {
        String written = spelling.get(key);
        if (written != null) {
            return written;
        }
        return NativeKeys.knows(key) ? Dialect.ROOT + "." + key : key;
    }

    boolean hasErrors() {
        return found.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    List<Finding> list() {
        return List.copyOf(found);
    }
}
