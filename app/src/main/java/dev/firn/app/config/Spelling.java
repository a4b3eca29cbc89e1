package dev.firn.app.config;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Guesses what a misspelt key was meant to be. */
final class Spelling {

    /** More mistakes than this make another word. */
    private static final int MISTAKES = 2;

    private Spelling() {}

    /** The nearest of the known words, or null when none is near. A short word may hold fewer mistakes. */
    static @Nullable String nearest(String word, Collection<String> known) {
        int most = Math.min(MISTAKES, word.length() / 3);
        return known.stream()
                .filter(other -> Math.abs(other.length() - word.length()) <= most && distance(word, other) <= most)
                .min(Comparator.comparingInt((String other) -> distance(word, other))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /** How many letters must be put in, taken out or replaced, or swapped with their neighbours. */
    private static int distance(String a, String b) {
        int[][] mistakes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                mistakes[i][j] = i == 0 || j == 0 ? i + j : least(a, b, i, j, mistakes);
            }
        }
        return mistakes[a.length()][b.length()];
    }

    private static int least(String a, String b, int i, int j, int[][] mistakes) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least =
                Math.min(mistakes[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(mistakes[i - 1][j], mistakes[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, mistakes[i - 2][j - 2] + 1) : least;
    }
}
