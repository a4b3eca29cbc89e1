package dev.firn.registry.validation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java regular expression that gives up instead of running away: a pattern like {@code (a+)+$} would otherwise let one
 * short string hold a thread for hours. What could not be decided within the budget counts as no match.
 */
final class BoundedRegex {

    private static final int STEPS = 2_000_000;
    private static final int STEPS_PER_CHAR = 16;
    private static final int SURELY_CHEAP_LENGTH = 512;
    private static final int REMEMBERED = 256;
    private static final int REMEMBERED_LENGTH = 160;

    private final Pattern pattern;
    private final boolean nested;
    /** Texts that occurred before: schema names, for one, repeat with every event. Never more than the first few. */
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    private BoundedRegex(Pattern pattern) {
        this.pattern = pattern;
        nested = repeatsAGroup(pattern.pattern());
    }

    /** @throws java.util.regex.PatternSyntaxException for what is not a Java pattern */
    static BoundedRegex of(String regex) {
        return new BoundedRegex(Pattern.compile(regex));
    }

    /** The pattern occurs somewhere in the text. */
    boolean find(String text) {
        if (text.length() > REMEMBERED_LENGTH) {
            return decide(text, true);
        }
        if (found.contains(text)) {
            return true;
        }
        boolean occurs = decide(text, true);
        if (occurs && found.size() < REMEMBERED) {
            found.add(text);
        }
        return occurs;
    }

    /** The pattern is the whole text. */
    boolean matches(String text) {
        return decide(text, false);
    }

    private boolean decide(String text, boolean anywhere) {
        CharSequence input = nested || text.length() > SURELY_CHEAP_LENGTH ? new Metered(text) : text;
        Matcher matcher = pattern.matcher(input);
        try {
            return anywhere ? matcher.find() : matcher.matches();
        } catch (OutOfSteps | StackOverflowError tooHard) {
            return false;
        }
    }

    /** Only a repeated group (or a back reference) can make a short text take exponential time. */
    private static boolean repeatsAGroup(String regex) {
        for (int i = regex.indexOf(')'); i >= 0; i = regex.indexOf(')', i + 1)) {
            if (i + 1 < regex.length() && "*+{".indexOf(regex.charAt(i + 1)) >= 0) {
                return true;
            }
        }
        return regex.contains("\\k") || regex.matches("(?s).*\\\\[1-9].*");
    }

    /** Counts how often the matcher looks at a character. */
    private static final class Metered implements CharSequence {

        private final String text;
        private long left;

        Metered(String text) {
            this.text = text;
            left = STEPS + (long) STEPS_PER_CHAR * text.length();
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
    }

    private static final class OutOfSteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfSteps() {
            super(null, null, false, false);
        }
    }
}
