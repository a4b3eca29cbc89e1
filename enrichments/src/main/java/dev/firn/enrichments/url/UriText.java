package dev.firn.enrichments.url;

import java.net.URI;
import java.util.BitSet;

/**
 * The characters that {@link URI} takes in a path, and in a query or fragment: RFC 2396 plus what the JDK adds, which is
 * every visible character beyond ASCII.
 *
 * <p>{@code java.net.URI} stays the authority. This table only says yes quickly; where it says no, the JDK is asked. A
 * property test holds the two against each other.
 */
final class UriText {

    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + "_-!.~'()*";

    /** Legal in a path, apart from escapes. */
    static final boolean[] PATH = table(UNRESERVED + ":@&=+$,;/");
    /** Legal in a query or fragment, apart from escapes. */
    static final boolean[] QUERY = table(UNRESERVED + ";/?:@&=+$,[]");

    private static final boolean[] PLAIN = table(UNRESERVED + "/?:@$,[]");

    private static final byte[] HEX = new byte[128];

    static {
        for (char c = 0; c < HEX.length; c++) {
            HEX[c] = (byte) Character.digit(c, 16);
        }
    }

    private UriText() {}

    private static boolean[] table(String characters) {
        boolean[] table = new boolean[128];
        BitSet legal = new BitSet(128);
        characters.chars().forEach(legal::set);
        for (int c = 0; c < table.length; c++) {
            table[c] = legal.get(c);
        }
        return table;
    }

    /** Index of the first character from {@code start} on that is not legal, or {@code end}. */
    static int scan(String text, int start, int end, boolean[] legal) {
        int i = start;
        while (i < end) {
            char c = text.charAt(i);
            if (c < 128 ? legal[c] : isVisible(c)) {
                i++;
            } else if (c == '%' && i + 2 < end && hex(text.charAt(i + 1)) >= 0 && hex(text.charAt(i + 2)) >= 0) {
                i += 3;
            } else {
                return i;
            }
        }
        return end;
    }

    /** Whether a character is legal in a query and means itself in a form. */
    static boolean isPlain(char c) {
        return c < 128 && PLAIN[c];
    }

    static boolean isEscape(char[] text, int i) {
        return text[i] == '%' && i + 2 < text.length && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
    }

    /** Value of a hexadecimal digit, or negative. */
    static int hex(char c) {
        return c < 128 ? HEX[c] : -1;
    }

    /** Whether a character is beyond ASCII and shows. */
    static boolean isVisible(char c) {
        return c >= 128 && !Character.isSpaceChar(c) && !Character.isISOControl(c);
    }
}
