package dev.firn.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A set of schemas: {@code iglu:VENDOR/NAME/FORMAT/1-0-*}. A number that is null (written {@code *}) matches any; a given
 * one matches only itself.
 */
public record SchemaCriterion(
        String vendor,
        String name,
        String format,
        @Nullable Integer model,
        @Nullable Integer revision,
        @Nullable Integer addition) {

    private static final Pattern TEXT = Pattern.compile("iglu:([a-zA-Z0-9-_.]+)/([a-zA-Z0-9-_]+)/([a-zA-Z0-9-_]+)/"
            + "([1-9][0-9]*|\\*)-((?:0|[1-9][0-9]*)|\\*)-((?:0|[1-9][0-9]*)|\\*)");

    /** Reads the text form; empty for any other text, also for numbers that do not fit an int. */
    public static Optional<SchemaCriterion> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SchemaCriterion(
                    m.group(1), m.group(2), m.group(3), part(m.group(4)), part(m.group(5)), part(m.group(6))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The criterion of a constant that is known to be right. */
    public static SchemaCriterion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a schema criterion: " + text));
    }

    public boolean matches(SchemaKey key) {
        return vendor.equals(key.vendor())
                && name.equals(key.name())
                && format.equals(key.format())
                && matches(model, key.version().model())
                && matches(revision, key.version().revision())
                && matches(addition, key.version().addition());
    }

    /** As for a whole key; a number that the key leaves unknown matches too. */
    public boolean matches(PartialSchemaKey key) {
        return vendor.equals(key.vendor())
                && name.equals(key.name())
                && format.equals(key.format())
                && matches(model, key.model())
                && matches(revision, key.revision())
                && matches(addition, key.addition());
    }

    /** The one key that this criterion names, when it leaves no number open. */
    public Optional<SchemaKey> toSchemaKey() {
        return new PartialSchemaKey(vendor, name, format, model, revision, addition).toSchemaKey();
    }

    private static boolean matches(@Nullable Integer wanted, @Nullable Integer actual) {
        return wanted == null || actual == null || wanted.equals(actual);
    }

    private static @Nullable Integer part(String text) {
        return text.equals("*") ? null : Integer.valueOf(text);
    }

    @Override
    public String toString() {
        return "iglu:" + vendor + '/' + name + '/' + format + '/' + text(model) + '-' + text(revision) + '-'
                + text(addition);
    }

    private static String text(@Nullable Integer part) {
        return part == null ? "*" : part.toString();
    }
}
