package dev.firn.serdes.flatten;

import java.util.Objects;

/**
 * Bounds for hostile documents.
 *
 * @param maxDepth how many keys and positions a flat key may be made of, 1 to 1000
 * @param deepValues what becomes of objects and arrays below
 * @param maxOutputChars characters that all keys of all records made of one document may have together (a document of
 *     n bytes could otherwise grow to n² / 4); beyond, the document is rejected
 */
public record Limits(int maxDepth, DeepValues deepValues, int maxOutputChars) {

    /** The deepest that any text is read. */
    public static final int MAX_DEPTH = 1000;

    public Limits {
        FlattenRulesException.check("max-depth", maxDepth, 1, MAX_DEPTH);
        FlattenRulesException.check("max-output-chars", maxOutputChars, 1000, 1 << 30);
        Objects.requireNonNull(deepValues);
    }

    /** 100 levels, the rest as JSON text; 16 Mi characters. */
    public static Limits defaults() {
        return new Limits(100, DeepValues.JSON_TEXT, 1 << 24);
    }

    public Limits withMaxDepth(int levels) {
        return new Limits(levels, deepValues, maxOutputChars);
    }
}
