package dev.firn.registry.json;

import org.jspecify.annotations.Nullable;

/**
 * Decides and counts while a text is parsed: which value stays when an object repeats a key. For one
 * {@link JsonText#parse(byte[], int, int, RepeatedKeys) parse}; not thread-safe.
 */
public final class RepeatedKeys {

    private final boolean firstStays;
    private int count;
    private @Nullable String example;

    private RepeatedKeys(boolean firstStays) {
        this.firstStays = firstStays;
    }

    /** The first value stays. */
    public static RepeatedKeys firstStays() {
        return new RepeatedKeys(true);
    }

    /** The last value stays, in the place of the first. */
    public static RepeatedKeys lastStays() {
        return new RepeatedKeys(false);
    }

    /** How many values had a key that their object had already. */
    public int count() {
        return count;
    }

    /** The first key that was repeated; null if none was. */
    public @Nullable String example() {
        return example;
    }

    /** Takes note of a repetition, and says whether the value that was there first stays. */
    boolean repeated(String key) {
        if (count++ == 0) {
            example = key;
        }
        return firstStays;
    }
}
