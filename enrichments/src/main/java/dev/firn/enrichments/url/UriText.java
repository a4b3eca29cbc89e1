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
            if (c < 128 ? legal[c] : visible(c)) {
                i++;
            } else if (c == '%' && i + 2 < end && hex(text.charAt(i + 1)) && hex(text.charAt(i + 2))) {
                i += 3;
            } else {
                return i;
            }
        }
        return end;
    }

    private static boolean visible(char c) {
        return !Character.isSpaceChar(c) && !Character.isISOControl(c);
    }

    private static boolean hex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
