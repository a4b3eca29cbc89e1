package dev.firn.serdes.flatten;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A text that counts how often a pattern looks at its characters, and gives up when that gets out of hand: a pattern like
 * {@code a*a*a*a*a*b} would otherwise let one long key hold a thread for hours.
 */
final class MeteredText implements CharSequence {

    private static final int STEPS = 200_000;
    private static final int STEPS_PER_CHAR = 100;

    private final String text;
    private long left;

    private MeteredText(String text) {
        this.text = text;
        left = STEPS + (long) STEPS_PER_CHAR * text.length();
    }

    /** Null if it would take too long. */
    static @Nullable String replaceAll(Rename.Replacement rule, String key) {
        try {
            Matcher matcher = rule.pattern().matcher(new MeteredText(key));
            return matcher.replaceAll(rule.replacement());
        } catch (OutOfSteps | StackOverflowError tooHard) {
            return null;
        }
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new OutOfSteps();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class OutOfSteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfSteps() {
            super(null, null, false, false);
        }
    }
}
