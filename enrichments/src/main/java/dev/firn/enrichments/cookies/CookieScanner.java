package dev.firn.enrichments.cookies;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the pairs of one {@code Cookie} header value.
 *
 * <p>Pairs end at {@code ;}, the first {@code =} splits, blanks around name and value do not count. A value that is wholly
 * in double quotes loses them and may hold {@code ;}, and a backslash in it protects a quote or a backslash. Nothing is
 * percent-decoded. A piece of blanks only is no cookie.
 *
 * <p>Linear in the header: a search for a closing quote ends at the next quote, which no other search passes. Not
 * thread-safe.
 */
final class CookieScanner {

    private final String header;
    /** Where the next pair starts. */
    private int next;

    private int nameStart;
    private int nameEnd;
    /** Of the value; -1 when the pair has no {@code =}. */
    private int valueStart;

    private int valueEnd;
    private boolean quoted;

    CookieScanner(String header) {
        this.header = header;
    }

    /** Goes to the next pair; false when there is none. */
    boolean next() {
        while (next < header.length()) {
            if (read()) {
                return true;
            }
        }
        return false;
    }

    boolean isNamed(String name) {
        return nameEnd - nameStart == name.length() && header.startsWith(name, nameStart);
    }

    /** Null when the pair has no {@code =}. */
    @Nullable
    String value() {
        if (valueStart < 0) {
            return null;
        }
        String text = header.substring(valueStart, valueEnd);
        return quoted && text.indexOf('\\') >= 0 ? unescaped(text) : text;
    }

    /** Reads the pair at {@link #next}; false when it is blank. */
    private boolean read() {
        quoted = false;
        valueStart = -1;
        int i = skipBlanks(next);
        nameStart = i;
        while (i < header.length() && header.charAt(i) != ';' && header.charAt(i) != '=') {
            i++;
        }
        nameEnd = trimmedEnd(nameStart, i);
        if (i < header.length() && header.charAt(i) == '=') {
            readValue(skipBlanks(i + 1));
            return true;
        }
        next = i + 1;
        return nameEnd > nameStart;
    }

    private void readValue(int start) {
        if (start < header.length() && header.charAt(start) == '"' && readQuoted(start + 1)) {
            return;
        }
        int semicolon = header.indexOf(';', start);
        int end = semicolon < 0 ? header.length() : semicolon;
        valueStart = start;
        valueEnd = trimmedEnd(start, end);
        next = end + 1;
    }

    /** False when the text after the opening quote is not a quoted value and nothing else. */
    private boolean readQuoted(int start) {
        int close = closingQuote(start);
        if (close < 0) {
            return false;
        }
        int after = skipBlanks(close + 1);
        if (after < header.length() && header.charAt(after) != ';') {
            return false;
        }
        quoted = true;
        valueStart = start;
        valueEnd = close;
        next = after + 1;
        return true;
    }

    private int closingQuote(int start) {
        for (int i = start; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        return -1;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape =
                    c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\');
            plain.append(escape ? text.charAt(++i) : c);
        }
        return plain.toString();
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < header.length() && isBlank(header.charAt(i))) {
            i++;
        }
        return i;
    }

    private int trimmedEnd(int start, int end) {
        int i = end;
        while (i > start && isBlank(header.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c <= ' ';
    }
}
