package dev.firn.enrichments.uaparser;

import java.util.Random;

/**
 * Writes texts that a regular expression should match, by walking over it and choosing by chance. It is independent of
 * {@link RegexReader} and less careful: what it writes must be tried with the expression itself.
 */
final class RegexSampler {

    private final Random random;
    private String regex = "";
    private int position;

    RegexSampler(Random random) {
        this.random = random;
    }

    String sample(String expression) {
        regex = expression;
        position = 0;
        StringBuilder text = new StringBuilder();
        alternatives(text);
        return text.toString();
    }

    /** Writes one branch, having walked over all. */
    private void alternatives(StringBuilder text) {
        int seen = 0;
        String chosen = "";
        do {
            StringBuilder branch = new StringBuilder();
            sequence(branch);
            if (random.nextInt(++seen) == 0) {
                chosen = branch.toString();
            }
        } while (take('|'));
        text.append(chosen);
    }

    private void sequence(StringBuilder text) {
        while (position < regex.length() && regex.charAt(position) != '|' && regex.charAt(position) != ')') {
            int start = position;
            StringBuilder once = new StringBuilder();
            atom(once);
            int after = position;
            int count = count();
            int end = position;
            for (int i = 0; i < count; i++) {
                position = start;
                once.setLength(0);
                atom(once);
                text.append(once);
            }
            position = Math.max(after, end);
        }
    }

    private int count() {
        int least = 1;
        int most = 1;
        if (take('?')) {
            least = 0;
        } else if (take('*')) {
            least = 0;
            most = 4;
        } else if (take('+')) {
            most = 4;
        } else if (take('{')) {
            String[] counts =
                    regex.substring(position, regex.indexOf('}', position)).split(",", -1);
            position = regex.indexOf('}', position) + 1;
            least = Integer.parseInt(counts[0]);
            most = counts.length == 1 ? least : counts[1].isEmpty() ? least + 4 : Integer.parseInt(counts[1]);
        }
        if (!take('?')) {
            take('+');
        }
        return least + random.nextInt(Math.min(most - least, 6) + 1);
    }

    private void atom(StringBuilder text) {
        char c = regex.charAt(position++);
        switch (c) {
            case '(' -> group(text);
            case '[' -> text.append(ofClass());
            case '.' -> text.append(printable());
            case '^', '$' -> {}
            case '\\' -> escape(regex.charAt(position++), text);
            default -> text.append(random.nextInt(20) == 0 ? swapped(c) : c);
        }
    }

    private void group(StringBuilder text) {
        boolean around = false;
        if (take('?') && !take(':')) {
            take('<');
            around = take('!') || take('=');
        }
        StringBuilder content = new StringBuilder();
        alternatives(content);
        take(')');
        text.append(around ? "" : content);
    }

    private void escape(char c, StringBuilder text) {
        switch (c) {
            case 'd' -> text.append((char) ('0' + random.nextInt(10)));
            case 'w' -> text.append("aZ_9".charAt(random.nextInt(4)));
            case 's' -> text.append(' ');
            case 'S', 'W', 'D' -> text.append('-');
            case 'b' -> {}
            default -> text.append(c);
        }
    }

    /** By trying characters with the class alone. */
    private char ofClass() {
        int start = position - 1;
        while (regex.charAt(position) != ']' || position == start + 1) {
            position += regex.charAt(position) == '\\' ? 2 : 1;
        }
        position++;
        String alone = regex.substring(start, position);
        char c = printable();
        for (int i = 0; i < 2_000 && !String.valueOf(c).matches(alone); i++) {
            c = printable();
        }
        return c;
    }

    private char printable() {
        return (char) (' ' + random.nextInt(95));
    }

    private static char swapped(char c) {
        return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    }

    private boolean take(char expected) {
        if (position == regex.length() || regex.charAt(position) != expected) {
            return false;
        }
        position++;
        return true;
    }
}
