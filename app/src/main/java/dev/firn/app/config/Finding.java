package dev.firn.app.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing to tell about a configuration.
 *
 * @param severity an error keeps the application from starting
 * @param key as the user spells it in the dialect of the file; empty when the whole text is meant
 * @param value what stands there, with secrets masked; null when nothing does
 * @param message what is wrong, or what was done with the key
 * @param expectation what would be right; may be empty
 * @param origin where the value was written ({@code enrich.hocon: 12}, {@code environment variable X}); null if unknown
 */
public record Finding(
        Severity severity,
        String key,
        @Nullable String value,
        String message,
        String expectation,
        @Nullable String origin) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    /** One line for people. */
    public String text() {
        StringBuilder text = new StringBuilder(key);
        if (value != null) {
            text.append(" = ").append(value);
        }
        if (origin != null) {
            text.append(" (").append(origin).append(')');
        }
        text.append(text.isEmpty() ? "" : ": ").append(message);
        if (!expectation.isEmpty()) {
            text.append("; expected: ").append(expectation);
        }
        return text.toString();
    }
}
