package dev.firn.registry.validation;

/** The formats of addresses: {@code uri}, {@code hostname}, {@code ipv4}, {@code ipv6}. One pass each, no allocation. */
final class NetworkNames {

    private static final int SCHEME = 1;
    private static final int HOST = 2;
    private static final int PATH = 4;
    private static final int QUERY = 8;
    private static final int BRACKET = 16;
    private static final byte[] CLASSES = classes();

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_IPV6 = 45;

    private NetworkNames() {}

    /**
     * A scheme, a colon, and only characters that a URI may hold. Percent signs, ports and user info are not looked
     * into; square brackets are for the host.
     */
    static boolean isUri(String text) {
        int length = text.length();
        int colon = run(text, 0, SCHEME);
        if (colon == 0 || colon >= length || text.charAt(colon) != ':' || !isLetter(text.charAt(0))) {
            return false;
        }
        int i = run(text, afterHost(text, colon + 1), PATH);
        if (i < length && text.charAt(i) == '?') {
            i = run(text, i + 1, QUERY);
        }
        if (i < length && text.charAt(i) == '#') {
            i = run(text, i + 1, QUERY);
        }
        return i == length;
    }

    /** Behind {@code //user@host:port}, or {@code start} where there is none. At most one {@code @}, before any bracket. */
    private static int afterHost(String text, int start) {
        if (!text.startsWith("//", start)) {
            return start;
        }
        int i = run(text, start + 2, HOST);
        boolean user = i < text.length() && text.charAt(i) == '@' && !hasBracket(text, start, i);
        return user ? run(text, i + 1, HOST) : i;
    }

    private static boolean hasBracket(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (is(text.charAt(i), BRACKET)) {
                return true;
            }
        }
        return false;
    }

    static boolean isHostname(String text) {
        int labelStart = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (!isLabel(text, labelStart, i)) {
                    return false;
                }
                labelStart = i + 1;
            }
        }
        return true;
    }

    private static boolean isLabel(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > LONGEST_LABEL || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    static boolean isIpv4(String text) {
        return isIpv4(text, 0);
    }

    private static boolean isIpv4(String text, int start) {
        int length = text.length();
        int i = start;
        for (int octet = 1; octet <= 4; octet++) {
            int first = i;
            int value = 0;
            while (i < length && i - first < 4 && isDigit(text.charAt(i))) {
                value = value * 10 + text.charAt(i++) - '0';
            }
            boolean leadingZero = i - first > 1 && text.charAt(first) == '0';
            if (i == first || value > 255 || leadingZero) {
                return false;
            }
            if (octet < 4 && (i >= length || text.charAt(i++) != '.')) {
                return false;
            }
        }
        return i == length;
    }

    /** Eight groups, {@code ::} at most once, the last two groups perhaps written as IPv4. No zone. */
    static boolean isIpv6(String text) {
        int length = text.length();
        if (length < 2 || length > LONGEST_IPV6 || (text.charAt(0) == ':' && text.charAt(1) != ':')) {
            return false;
        }
        int groups = 0;
        boolean gap = false;
        int i = 0;
        while (i < length) {
            if (text.charAt(i) == ':') {
                // here a colon can only be the first of the two that stand for the gap
                if (gap || i + 1 >= length || text.charAt(i + 1) != ':') {
                    return false;
                }
                gap = true;
                i += 2;
                continue;
            }
            int end = i;
            while (end < length && end - i < 5 && isHex(text.charAt(end))) {
                end++;
            }
            if (end < length && text.charAt(end) == '.') {
                return isIpv4(text, i) && (gap ? groups <= 5 : groups == 6);
            }
            if (end == i || end - i > 4) {
                return false;
            }
            groups++;
            i = end;
            if (i < length) {
                boolean single = text.charAt(i) == ':' && !text.startsWith("::", i);
                if (text.charAt(i) != ':' || (single && i + 1 == length)) {
                    return false;
                }
                i += single ? 1 : 0;
            }
        }
        return gap ? groups <= 7 : groups == 8;
    }

    private static int run(String text, int start, int charClass) {
        int i = start;
        while (i < text.length() && is(text.charAt(i), charClass)) {
            i++;
        }
        return i;
    }

    private static boolean is(char c, int charClass) {
        return c < CLASSES.length && (CLASSES[c] & charClass) != 0;
    }

    private static boolean isLetter(char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return '0' <= c && c <= '9';
    }

    private static boolean isHex(char c) {
        return isDigit(c) || ('a' <= c && c <= 'f') || ('A' <= c && c <= 'F');
    }

    private static byte[] classes() {
        byte[] classes = new byte[0x80];
        for (char c = 0; c < classes.length; c++) {
            boolean word = isLetter(c) || isDigit(c);
            boolean plain = word || "._~-%!$&'()*+,;=:".indexOf(c) >= 0;
            boolean bracket = c == '[' || c == ']';
            boolean path = plain || c == '@' || c == '/';
            classes[c] = (byte) ((word || "+.-".indexOf(c) >= 0 ? SCHEME : 0)
                    | (plain || bracket ? HOST : 0)
                    | (path ? PATH : 0)
                    | (path || c == '?' ? QUERY : 0)
                    | (bracket ? BRACKET : 0));
        }
        return classes;
    }
}
