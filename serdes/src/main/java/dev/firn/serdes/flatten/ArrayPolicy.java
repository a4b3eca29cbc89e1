package dev.firn.serdes.flatten;

/** What becomes of an array that is not empty. Its name in rules is the constant's in kebab-case. */
public enum ArrayPolicy {
    /** Each element under its position: {@code a_0}, {@code a_1_b}. */
    INDEX,
    /** The array as it is, as one value. */
    KEEP,
    /** The array's JSON as one text. */
    JSON_TEXT,
    /** Each element a record of its own beside the one it came from; see {@link Explode}. */
    EXPLODE,
    /** The first element in the array's place; the others are left out and counted. */
    FIRST,
    /** The last element in the array's place; the others are left out and counted. */
    LAST
}
