package dev.firn.topology.output;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which topic a record goes to.
 *
 * <pre>{@code TopicRule.template("enriched.{app_id}", "enriched\\.[a-z-]+").withMissing("none").creating(NewTopics.defaults())}</pre>
 *
 * <p>In a template, each <code>{expression}</code> is replaced by the text of an expression over the item; characters that
 * a topic's name cannot have (all but {@code A-Z a-z 0-9 . _ -}) become {@code _}, each one. The result must match the
 * pattern as a whole.
 *
 * @param text a name, or a template
 * @param pattern what the names of a template may be, a regular expression; null for a name
 * @param missing stands for an expression that gives nothing, or an empty text; null to refuse such items
 * @param fallback the topic for items whose topic is refused: no value for the template and no {@code missing}, a name that
 *     the pattern does not allow, or a topic that is not there and is not made. Null: they become bad rows
 * @param unknown how topics are made that are not there; null to refuse them
 */
public record TopicRule(
        String text,
        @Nullable String pattern,
        @Nullable String missing,
        @Nullable String fallback,
        @Nullable NewTopics unknown) {

    private static final int LONGEST_NAME = 249;

    public TopicRule {
        requireNonNull(text, "topic");
        if (text.isBlank()) {
            throw new IllegalArgumentException("topic must not be blank");
        }
        if (isTemplate(text)) {
            checkPattern(text, pattern);
        } else {
            checkName("topic", text);
            if (pattern != null || missing != null || fallback != null) {
                throw new IllegalArgumentException(
                        "topic '" + text + "' has no {expression}: pattern, missing and fallback are for templates");
            }
        }
        if (fallback != null) {
            checkName("fallback", fallback);
        }
    }

    /** One topic for all. */
    public static TopicRule constant(String name) {
        return new TopicRule(name, null, null, null, null);
    }

    /** Topics by content. */
    public static TopicRule template(String text, String pattern) {
        return new TopicRule(text, pattern, null, null, null);
    }

    public TopicRule withMissing(@Nullable String value) {
        return new TopicRule(text, pattern, value, fallback, unknown);
    }

    public TopicRule fallingBackTo(@Nullable String topic) {
        return new TopicRule(text, pattern, missing, topic, unknown);
    }

    /** Makes topics that are not there, and not the default: to refuse them. */
    public TopicRule creating(@Nullable NewTopics how) {
        return new TopicRule(text, pattern, missing, fallback, how);
    }

    public boolean isTemplate() {
        return pattern != null;
    }

    private static boolean isTemplate(String text) {
        return text.indexOf('{') >= 0 || text.indexOf('}') >= 0;
    }

    private static void checkPattern(String text, @Nullable String pattern) {
        if (pattern == null) {
            throw new IllegalArgumentException(
                    "topic '" + text + "' is a template and needs a pattern that says which names are allowed");
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("topic pattern: " + e.getMessage(), e);
        }
    }

    private static void checkName(String what, String name) {
        if (!isLegal(name)) {
            throw new IllegalArgumentException(what + " = " + name + ", expected 1 to " + LONGEST_NAME
                    + " of A-Z, a-z, 0-9, dot, underscore and dash");
        }
    }

    /** Whether brokers take the name. */
    static boolean isLegal(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.equals(".") || name.equals("..")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isLegal(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
