package dev.firn.registry;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of a schema, {@code MODEL-REVISION-ADDITION}, ordered by number.
 *
 * @param model at least 1
 * @param revision at least 0
 * @param addition at least 0
 */
public record SchemaVer(int model, int revision, int addition) implements Comparable<SchemaVer> {

    private static final Pattern FULL = Pattern.compile("([1-9][0-9]*)-(0|[1-9][0-9]*)-(0|[1-9][0-9]*)");
    private static final Comparator<SchemaVer> ORDER = Comparator.comparingInt(SchemaVer::model)
            .thenComparingInt(SchemaVer::revision)
            .thenComparingInt(SchemaVer::addition);

    public SchemaVer {
        if (model < 1 || revision < 0 || addition < 0) {
            throw new IllegalArgumentException("not a schema version: " + model + "-" + revision + "-" + addition);
        }
    }

    /** Reads a full version; a part that does not fit an int is {@link ParseError#INVALID_SCHEMAVER} too. */
    public static Decoded<SchemaVer> parse(String text) {
        Matcher m = FULL.matcher(text);
        if (!m.matches()) {
            return Decoded.invalid(ParseError.INVALID_SCHEMAVER);
        }
        try {
            return Decoded.ok(new SchemaVer(
                    Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))));
        } catch (NumberFormatException e) {
            return Decoded.invalid(ParseError.INVALID_SCHEMAVER);
        }
    }

    @Override
    public int compareTo(SchemaVer other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return model + "-" + revision + "-" + addition;
    }
}
