package dev.firn.registry.json;

import java.util.BitSet;

/**
 * Says what is wrong with a text that is not JSON, in the words that readers of bad rows know: what was expected, the
 * next few characters, line and column. Runs only after a parse has failed, and reads the text once more.
 *
 * <p>A text that merely ends too early is {@code exhausted input}. Positions count UTF-16 units. A number or a literal
 * is reported where it starts, a bad character inside a string where it stands.
 */
final class JsonDiagnosis {

    private static final int EXCERPT = 6;
    private static final int END = -1;

    private final String text;
    private final BitSet objects = new BitSet(); // for each open container: is it an object?
    private int depth;
    private int line = 1;
    private int lineStart;

    private JsonDiagnosis(String text) {
        this.text = text;
    }

    /** What {@code text} lacks to be JSON. */
    static String of(String text) {
        try {
            new JsonDiagnosis(text).document();
            return "unreadable input"; // the parser refused what this scan accepts: not known to happen
        } catch (Mistake found) {
            return found.words;
        }
    }

    private void document() throws Mistake {
        int i = space(0);
        if (at(i) == '[' || at(i) == '{') {
            i = containers(i);
        } else {
            i = scalar(i);
        }
        i = space(i);
        if (at(i) != END) {
            throw expected("whitespace or eof", i);
        }
    }

    /** From the first bracket to the one that closes it, without recursion. */
    private int containers(int start) throws Mistake {
        int i = open(start);
        while (depth > 0) {
            i = space(i);
            i = closes(i) ? close(i) : member(i);
            // behind a value: commas lead to further members, a bracket is left for the next round
            while (depth > 0) {
                i = space(i);
                if (at(i) != ',') {
                    break;
                }
                i = member(space(i + 1));
            }
            if (depth > 0 && !closes(i)) {
                throw expected(inObject() ? "} or ," : "] or ,", i);
            }
        }
        return i;
    }

    /** One key and value, or one element; a container is only opened and, if it holds something, its first member read. */
    private int member(int start) throws Mistake {
        int i = start;
        while (true) {
            if (inObject()) {
                i = key(i);
            }
            if (at(i) != '[' && at(i) != '{') {
                return scalar(i);
            }
            i = space(open(i));
            if (closes(i)) {
                return close(i);
            }
        }
    }

    private int key(int i) throws Mistake {
        if (present(i) != '"') {
            throw expected("\"", i);
        }
        int colon = space(string(i));
        if (present(colon) != ':') {
            throw expected(":", colon);
        }
        return space(colon + 1);
    }

    private int open(int i) throws Mistake {
        if (depth == JsonText.MAX_DEPTH) {
            throw mistake("exceeded maximum nesting depth (" + JsonText.MAX_DEPTH + ")", i, EXCERPT);
        }
        objects.set(depth++, at(i) == '{');
        return i + 1;
    }

    private boolean inObject() {
        return objects.get(depth - 1);
    }

    private boolean closes(int i) throws Mistake {
        return present(i) == (inObject() ? '}' : ']');
    }

    private int close(int i) {
        depth--;
        return i + 1;
    }

    private int scalar(int i) throws Mistake {
        int c = present(i);
        return switch (c) {
            case '"' -> string(i);
            case 't' -> literal("true", i);
            case 'f' -> literal("false", i);
            case 'n' -> literal("null", i);
            default -> {
                if (c != '-' && !isDigit(c)) {
                    throw expected("json value", i);
                }
                yield number(i);
            }
        };
    }

    private int literal(String word, int start) throws Mistake {
        for (int k = 1; k < word.length(); k++) {
            if (present(start + k) != word.charAt(k)) {
                throw expected(word, start);
            }
        }
        return start + word.length();
    }

    private int number(int start) throws Mistake {
        int i = at(start) == '-' ? start + 1 : start;
        i = present(i) == '0' ? i + 1 : digits(i, start);
        if (at(i) == '.') {
            i = digits(i + 1, start);
        }
        if (at(i) == 'e' || at(i) == 'E') {
            i++;
            i = digits(present(i) == '+' || at(i) == '-' ? i + 1 : i, start);
        }
        return i;
    }

    private int digits(int from, int start) throws Mistake {
        if (!isDigit(present(from))) {
            throw expected("digit", start);
        }
        int i = from + 1;
        while (isDigit(at(i))) {
            i++;
        }
        return i;
    }

    private int string(int start) throws Mistake {
        int i = start + 1;
        for (int c = present(i); c != '"'; c = present(i)) {
            if (c < ' ') {
                throw mistake("control char (" + c + ") in string", i, 1);
            }
            i = c == '\\' ? escape(i) : i + 1;
        }
        return i + 1;
    }

    private int escape(int i) throws Mistake {
        int c = present(i + 1);
        if (c == 'u') {
            present(i + 5);
            for (int k = i + 2; k < i + 6; k++) {
                if (at(k) > 127) {
                    throw exhausted(); // what the reference parser says when its table of hex digits ends
                }
                if (Character.digit(at(k), 16) < 0) {
                    throw expected("valid unicode escape", i + 2);
                }
            }
            return i + 6;
        }
        if ("\"\\/bfnrt".indexOf(c) < 0) {
            throw mistake("illegal escape sequence (\\" + (char) c + ")", i, 1);
        }
        return i + 2;
    }

    private int space(int start) {
        int i = start;
        for (int c = at(i); c == ' ' || c == '\n' || c == '\t' || c == '\r'; c = at(i)) {
            i++;
            if (c == '\n') {
                line++;
                lineStart = i;
            }
        }
        return i;
    }

    private int at(int i) {
        return i < text.length() ? text.charAt(i) : END;
    }

    private int present(int i) throws Mistake {
        if (i >= text.length()) {
            throw exhausted();
        }
        return text.charAt(i);
    }

    private static boolean isDigit(int c) {
        return '0' <= c && c <= '9';
    }

    private Mistake expected(String what, int i) {
        return mistake("expected " + what, i, EXCERPT);
    }

    private Mistake mistake(String what, int i, int chars) {
        int end = Math.min(text.length(), i + chars);
        String excerpt = text.substring(i, end) + (end < text.length() ? "..." : "");
        return new Mistake(what + " got '" + excerpt + "' (line " + line + ", column " + (i - lineStart + 1) + ")");
    }

    private static Mistake exhausted() {
        return new Mistake("exhausted input");
    }

    /** The end of the scan; never leaves this class. */
    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;

        private final String words;

        Mistake(String words) {
            super(words, null, false, false);
            this.words = words;
        }
    }
}
