package dev.firn.serdes.flatten;

import java.util.Arrays;

/** The brackets that are open, one bit each: a million of them are 128 KB. */
final class Brackets {

    private static final int USUAL_WORDS = 2;

    private long[] curly = new long[USUAL_WORDS];
    private int depth;
    private int squares;
    private int deepest;

    void clear() {
        depth = 0;
        squares = 0;
        deepest = 0;
    }

    int depth() {
        return depth;
    }

    /** How many were ever open at once. */
    int deepest() {
        return deepest;
    }

    boolean isInObject() {
        return depth > 0 && isCurly(depth - 1);
    }

    boolean hasSquares() {
        return squares > 0;
    }

    void open(int bracket) {
        int word = depth >> 6;
        if (word == curly.length) {
            curly = Arrays.copyOf(curly, word * 2);
        }
        if (bracket == '{') {
            curly[word] |= 1L << depth;
        } else {
            curly[word] &= ~(1L << depth);
            squares++;
        }
        depth++;
        deepest = Math.max(deepest, depth);
    }

    /** Whether the bracket closes the innermost one; if so, that is done. */
    boolean close(int bracket) {
        if (depth == 0 || isCurly(depth - 1) != (bracket == '}')) {
            return false;
        }
        pop();
        return true;
    }

    /** Closes what is open up to the innermost bracket of its kind; none, if there is none. */
    void closeAnyway(int bracket) {
        boolean isCurly = bracket == '}';
        if (isCurly ? depth == squares : squares == 0) {
            return;
        }
        while (isCurly(depth - 1) != isCurly) {
            pop();
        }
        pop();
    }

    private void pop() {
        depth--;
        if (!isCurly(depth)) {
            squares--;
        }
    }

    private boolean isCurly(int index) {
        return (curly[index >> 6] & 1L << index) != 0;
    }
}
