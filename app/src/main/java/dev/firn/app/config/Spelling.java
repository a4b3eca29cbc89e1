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

    /** How many letters must be put in, taken out or replaced; two that changed places count two. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
