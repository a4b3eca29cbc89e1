package dev.firn.parity;

/**
 * One place where two records are not equal.
 *
 * @param path of the value, with {@code []} for any element of an array and {@code [#]} for one that only one side has
 * @param expected the reference's value, as text
 * @param actual ours
 */
record Difference(String path, String expected, String actual) {

    private static final int SHOWN = 300;

    @Override
    public String toString() {
        return path + ": expected " + shortened(expected) + " | got " + shortened(actual);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
