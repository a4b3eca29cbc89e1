package dev.firn.enrichments.anonip;

/** Dotted IPv4 addresses. */
final class Ipv4 {

    static final int OCTETS = 4;

    private Ipv4() {}

    /** The address in the last two segments of an IPv6 address. */
    static String text(int high, int low) {
        return (high >>> 8) + "." + (high & 0xFF) + "." + (low >>> 8) + "." + (low & 0xFF);
    }

    /**
     * Reads four decimal octets, without leading zeros, that reach to the end of the text; -1 when they are not there.
     * Otherwise the address as 32 unsigned bits.
     */
    static long parse(String text, int from) {
        long address = 0;
        int i = from;
        for (int octet = 0; octet < OCTETS; octet++) {
            if (octet > 0 && (i >= text.length() || text.charAt(i++) != '.')) {
                return -1;
            }
            int start = i;
            int value = 0;
            while (i < text.length() && i < start + 3 && isDigit(text.charAt(i))) {
                value = value * 10 + text.charAt(i++) - '0';
            }
            boolean leadingZero = i > start + 1 && text.charAt(start) == '0';
            if (i == start || leadingZero || value > 255) {
                return -1;
            }
            address = address << 8 | value;
        }
        return i == text.length() ? address : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
