package dev.firn.enrichments.uaparser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a regular expression of {@link java.util.regex.Pattern}, which must have compiled it before, for what every match
 * must contain. It knows the common part of the syntax; of an expression with anything else it says that nothing is known.
 *
 * <p>Case is ignored throughout, as without {@code UNICODE_CASE} an expression that ignores case does so for ASCII letters
 * only. Characters beyond ASCII, and classes of more than a few characters, count as unknown.
 */
final class RegexReader {

    /** Classes of more characters are not spelled out. */
    private static final int LARGEST_CLASS = 4;

    private static final int END = -1;

    private final String regex;
    private int position;

    private RegexReader(String regex) {
        this.regex = regex;
    }

    static RequiredLiterals read(String regex) {
        RegexReader reader = new RegexReader(regex);
        try {
            RequiredLiterals all = reader.alternatives();
            return reader.peek() == END ? all : RequiredLiterals.UNKNOWN;
        } catch (NotUnderstood e) {
            return RequiredLiterals.UNKNOWN;
        }
    }

    private RequiredLiterals alternatives() {
        List<RequiredLiterals> branches = new ArrayList<>();
        branches.add(sequence());
        while (take('|')) {
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : RequiredLiterals.anyOf(branches);
    }

    private RequiredLiterals sequence() {
        RequiredLiterals.Sequence sequence = new RequiredLiterals.Sequence();
        while (peek() != END && peek() != '|' && peek() != ')') {
            RequiredLiterals atom = atom();
            Repetition repetition = repetition();
            switch (repetition) {
                case ONCE -> sequence.add(atom);
                case OPTIONAL -> sequence.add(atom.optional());
                case ANY -> sequence.add(RequiredLiterals.UNKNOWN);
                case REPEATED -> sequence.addRepeated(atom);
            }
        }
        return sequence.end();
    }

    private enum Repetition {
        ONCE,
        OPTIONAL,
        REPEATED,
        ANY
    }

    private Repetition repetition() {
        Repetition repetition;
        if (take('?')) {
            repetition = Repetition.OPTIONAL;
        } else if (take('*')) {
            repetition = Repetition.ANY;
        } else if (take('+')) {
            repetition = Repetition.REPEATED;
        } else if (take('{')) {
            repetition = counts();
        } else {
            return Repetition.ONCE;
        }
        if (!take('?')) {
            take('+');
        }
        return repetition;
    }

    /** The rest of <code>{2}</code>, <code>{2,}</code> or <code>{2,5}</code>. */
    private Repetition counts() {
        int end = regex.indexOf('}', position);
        if (end < 0) {
            throw new NotUnderstood();
        }
        String[] counts = regex.substring(position, end).split(",", 2);
        position = end + 1;
        boolean zero = counts[0].chars().allMatch(c -> c == '0');
        if (zero) {
            return counts.length == 2 && counts[1].equals("1") ? Repetition.OPTIONAL : Repetition.ANY;
        }
        return counts.length == 1 && counts[0].equals("1") ? Repetition.ONCE : Repetition.REPEATED;
    }

    private RequiredLiterals atom() {
        char c = next();
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '.' -> RequiredLiterals.UNKNOWN;
            case '^', '$' -> RequiredLiterals.EMPTY;
            case '\\' -> escape();
            case '*', '+', '?', '{' -> throw new NotUnderstood();
            default -> literal(c);
        };
    }

    private RequiredLiterals group() {
        if (!take('?')) {
            return closed(alternatives());
        }
        if (take(':') || take('>')) {
            return closed(alternatives());
        }
        if (take('=') || take('!')) {
            closed(alternatives());
            return RequiredLiterals.EMPTY;
        }
        if (take('<')) {
            return angleGroup();
        }
        return flags();
    }

    /** Looking behind, or a group with a name. */
    private RequiredLiterals angleGroup() {
        if (take('=') || take('!')) {
            closed(alternatives());
            return RequiredLiterals.EMPTY;
        }
        int end = regex.indexOf('>', position);
        if (end < 0) {
            throw new NotUnderstood();
        }
        position = end + 1;
        return closed(alternatives());
    }

    /**
     * Flags alone or of a group. Those that change how an expression is read ({@code x}) or which letters are the same
     * ({@code u}, {@code U}) are not understood.
     */
    private RequiredLiterals flags() {
        char c = next();
        while ("imsd-".indexOf(c) >= 0) {
            c = next();
        }
        return switch (c) {
            case ')' -> RequiredLiterals.EMPTY;
            case ':' -> closed(alternatives());
            default -> throw new NotUnderstood();
        };
    }

    private RequiredLiterals closed(RequiredLiterals content) {
        if (!take(')')) {
            throw new NotUnderstood();
        }
        return content;
    }

    private RequiredLiterals escape() {
        char c = next();
        return switch (c) {
            case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V' -> RequiredLiterals.UNKNOWN;
            case 'b', 'B', 'A', 'z', 'Z' -> RequiredLiterals.EMPTY;
            default -> quoted(c);
        };
    }

    private static RequiredLiterals quoted(char c) {
        if (c >= 128 || Character.isLetterOrDigit(c)) {
            throw new NotUnderstood();
        }
        return literal(c);
    }

    private static RequiredLiterals literal(char c) {
        return c < 128 ? RequiredLiterals.exact(Set.of(fold(c))) : RequiredLiterals.UNKNOWN;
    }

    private static String fold(char c) {
        return String.valueOf(c).toLowerCase(Locale.ROOT);
    }

    /** Any character of the class; the ones of a small class are told. */
    private RequiredLiterals characterClass() {
        boolean known = !take('^');
        Set<String> members = new LinkedHashSet<>();
        if (peek() == ']') {
            throw new NotUnderstood();
        }
        while (!take(']')) {
            char c = next();
            if (c == '[' || c == '&' && peek() == '&') {
                throw new NotUnderstood();
            }
            if (c == '\\') {
                c = next();
                boolean more = Character.isLetterOrDigit(c);
                if (more && "dDwWsShHvV".indexOf(c) < 0) {
                    throw new NotUnderstood();
                }
                known &= !more;
            }
            // Also false for a range, of which the ends alone are not the class.
            known &= c < 128 && !(peek() == '-' && position + 1 < regex.length() && regex.charAt(position + 1) != ']');
            members.add(fold(c));
        }
        return known && members.size() <= LARGEST_CLASS ? RequiredLiterals.exact(members) : RequiredLiterals.UNKNOWN;
    }

    private int peek() {
        return position < regex.length() ? regex.charAt(position) : END;
    }

    private char next() {
        if (position == regex.length()) {
            throw new NotUnderstood();
        }
        return regex.charAt(position++);
    }

    private boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** Leaves the recursion; costs nothing, as it has no stack trace. */
    private static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }
}
