package dev.firn.enrichments.address;

/** Dotted IPv4 addresses and ports. */
final class Ipv4Text {

    private static final int OCTETS = 4;
    private static final int LARGEST_PORT = 65_535;

    private Ipv4Text() {}

    /** The four octets that fill this range of the text as 32 unsigned bits; -1 when they do not. */
    static long parse(String text, int from, int end) {
        long address = 0;
        int i = from;
        for (int octet = 0; octet < OCTETS; octet++) {
            if (octet > 0 && (i >= end || text.charAt(i++) != '.')) {
                return -1;
            }
            int start = i;
            int value = 0;
            while (i < end && i < start + 3 && isDigit(text.charAt(i))) {
                value = value * 10 + text.charAt(i++) - '0';
            }
            boolean leadingZero = i > start + 1 && text.charAt(start) == '0';
            if (i == start || leadingZero || value > 255) {
                return -1;
            }
            address = address << 8 | value;
        }
        return i == end ? address : -1;
    }

    /** Whether the rest of the text is a port's number. */
    static boolean isPort(String text, int from) {
        int length = text.length() - from;
        if (length < 1 || length > 5) {
            return false;
        }
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
            port = port * 10 + text.charAt(i) - '0';
        }
        return port <= LARGEST_PORT;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
