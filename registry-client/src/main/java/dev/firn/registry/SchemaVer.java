package dev.firn.registry;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Version of a schema, {@code MODEL-REVISION-ADDITION}, ordered by number.
 *
 * @param model at least 1
 * @param revision at least 0
 * @param addition at least 0
 */
public record SchemaVer(int model, int revision, int addition) implements Comparable<SchemaVer> {

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
        SchemaVer version = scan(text, 0);
        return version == null ? Decoded.invalid(ParseError.INVALID_SCHEMAVER) : Decoded.ok(version);
    }

    /** The version that the text from {@code start} to its end spells, or null. */
    static @Nullable SchemaVer scan(String text, int start) {
        int first = text.indexOf('-', start);
        int second = first < 0 ? -1 : text.indexOf('-', first + 1);
        if (second < 0) {
            return null;
        }
        int model = number(text, start, first);
        int revision = number(text, first + 1, second);
        int addition = number(text, second + 1, text.length());
        return model < 1 || revision < 0 || addition < 0 ? null : new SchemaVer(model, revision, addition);
    }

    /** A decimal without leading zeros that fits an int, else -1. */
    static int number(String text, int start, int end) {
        if (start >= end || (text.charAt(start) == '0' && end - start > 1)) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
            if (value > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return (int) value;
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
