package dev.firn.enrichments.url;

import java.nio.charset.StandardCharsets;

/**
 * Repairs an address that is not legal: takes it apart at its delimiters, decodes user name, path segments, query keys
 * and values and the fragment, and encodes them again with everything but letters, digits and {@code -._~+} escaped.
 * Scheme, host and port stay. The result may still not be legal.
 *
 * <p>Columns of past events hold what scala-uri made of such addresses, so this follows it, also where it loses something
 * ({@code %2B} becomes {@code +}, and inside a fragment {@code /} becomes {@code %2F}).
 */
final class RelaxedUrl {

    private static final String PLAIN = "-._~+";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final String text;
    private final StringBuilder out;

    private RelaxedUrl(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() + 32);
    }

    static String reencode(String text) {
        return new RelaxedUrl(text).reencode();
    }

    private String reencode() {
        int hash = text.indexOf('#');
        int beforeFragment = hash < 0 ? text.length() : hash;
        int mark = text.indexOf('?');
        int beforeQuery = mark < 0 || mark > beforeFragment ? beforeFragment : mark;

        int path = authority(scheme(beforeQuery), beforeQuery);
        parts(path, beforeQuery, '/');
        if (beforeQuery < beforeFragment) {
            out.append('?');
            query(beforeQuery + 1, beforeFragment);
        }
        if (hash >= 0) {
            out.append('#');
            part(hash + 1, text.length());
        }
        return out.toString();
    }

    private int scheme(int limit) {
        int i = 0;
        while (i < limit && (alphanumeric(text.charAt(i)) || "+-.".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        boolean scheme = i > 0 && i < limit && text.charAt(i) == ':';
        if (scheme) {
            out.append(text, 0, i + 1);
        }
        return scheme ? i + 1 : 0;
    }

    private int authority(int start, int limit) {
        if (!text.startsWith("//", start) || start + 2 > limit) {
            return start;
        }
        int end = find('/', start + 2, limit);
        int user = text.lastIndexOf('@', end - 1);
        out.append("//");
        int host = start + 2;
        if (user >= host) {
            parts(host, user, ':');
            out.append('@');
            host = user + 1;
        }
        out.append(text, host, end);
        return end;
    }

    private void query(int start, int end) {
        int at = start;
        while (true) {
            int stop = find('&', at, end);
            int equals = find('=', at, stop);
            if (equals < stop) {
                part(at, equals);
                out.append('=');
                part(equals + 1, stop);
            } else {
                part(at, stop);
            }
            if (stop == end) {
                return;
            }
            out.append('&');
            at = stop + 1;
        }
    }

    /** The parts between delimiters; the delimiters stay. */
    private void parts(int start, int end, char delimiter) {
        int at = start;
        while (true) {
            int next = find(delimiter, at, end);
            part(at, next);
            if (next == end) {
                return;
            }
            out.append(delimiter);
            at = next + 1;
        }
    }

    /** Index of a character, or {@code end}; looks no further, which keeps the whole linear. */
    private int find(char c, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) != c) {
            i++;
        }
        return i;
    }

    private void part(int start, int end) {
        for (byte b : decode(start, end).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (alphanumeric(c) || PLAIN.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
    }

    private String decode(int start, int end) {
        if (find('%', start, end) == end) {
            return text.substring(start, end);
        }
        StringBuilder decoded = new StringBuilder(end - start);
        byte[] run = new byte[(end - start) / 3];
        int at = start;
        while (at < end) {
            int size = 0;
            for (int value = escape(at, end); value >= 0; value = escape(at, end)) {
                run[size++] = (byte) value;
                at += 3;
            }
            decoded.append(new String(run, 0, size, StandardCharsets.UTF_8));
            if (at < end) {
                decoded.append(text.charAt(at++));
            }
        }
        return decoded.toString();
    }

    /** The value of the escape at a place, or -1 when there is none. */
    private int escape(int at, int end) {
        if (at + 2 >= end || text.charAt(at) != '%') {
            return -1;
        }
        int high = UriText.hex(text.charAt(at + 1));
        int low = UriText.hex(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean alphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
