package dev.firn.serdes.flatten;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Keys within flat keys such that they can be told apart again.
 *
 * <p>Every character of a key that also occurs in the delimiter, and the mark itself, has the mark {@code ~} before it; so
 * a character of the delimiter without a mark belongs to a delimiter. A key that looks like a position (digits without
 * leading zeros) has the mark before its first digit; so such digits without a mark are a position. An empty key needs
 * nothing: it is what lies between two delimiters.
 */
final class Escaping {

    static final char MARK = '~';
    private static final int LONGEST_POSITION = 9;

    private final String delimiter;

    Escaping(String delimiter) {
        this.delimiter = delimiter;
    }

    static boolean canDelimit(String delimiter) {
        return delimiter.chars().noneMatch(c -> c == MARK || isDigit(c));
    }

    /** One key, escaped. */
    String escape(String key) {
        int first = firstToEscape(key);
        if (first < 0) {
            return key;
        }
        StringBuilder out = new StringBuilder(key.length() + 8).append(key, 0, first);
        if (first == 0 && isPosition(key)) {
            return out.append(MARK).append(key).toString();
        }
        int c;
        for (int i = first; i < key.length(); i += Character.charCount(c)) {
            c = key.codePointAt(i);
            if (isSpecial(c)) {
                out.append(MARK);
            }
            out.appendCodePoint(c);
        }
        return out.toString();
    }

    private int firstToEscape(String key) {
        if (isPosition(key)) {
            return 0;
        }
        int c;
        for (int i = 0; i < key.length(); i += Character.charCount(c)) {
            c = key.codePointAt(i);
            if (isSpecial(c)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isSpecial(int c) {
        return c == MARK || delimiter.indexOf(c) >= 0;
    }

    /** A key or a position of a flat key; the key is unescaped. */
    record Step(String key, OptionalInt position) {}

    /** The steps of a flat key, at most {@code most} and one. */
    List<Step> split(String flatKey, int most) {
        List<Step> steps = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        boolean marked = false;
        int i = 0;
        while (i < flatKey.length() && steps.size() <= most) {
            char c = flatKey.charAt(i);
            if (c == MARK && i + 1 < flatKey.length()) {
                int literal = flatKey.codePointAt(i + 1);
                key.appendCodePoint(literal);
                marked = true;
                i += 1 + Character.charCount(literal);
            } else if (flatKey.startsWith(delimiter, i)) {
                steps.add(step(key.toString(), marked));
                key.setLength(0);
                marked = false;
                i += delimiter.length();
            } else {
                key.append(c);
                i++;
            }
        }
        steps.add(step(key.toString(), marked));
        return steps;
    }

    private static Step step(String key, boolean marked) {
        boolean position = !marked && isPosition(key) && key.length() <= LONGEST_POSITION;
        return new Step(key, position ? OptionalInt.of(Integer.parseInt(key)) : OptionalInt.empty());
    }

    /** Digits without leading zeros. */
    private static boolean isPosition(String key) {
        if (key.isEmpty() || (key.charAt(0) == '0' && key.length() > 1)) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (!isDigit(key.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
