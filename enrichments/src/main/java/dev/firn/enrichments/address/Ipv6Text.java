package dev.firn.enrichments.address;

import org.jspecify.annotations.Nullable;

/**
 * Reads one IPv6 address. The segments in front of a double colon have their place at once; those behind it are pushed into
 * the back from the right, so that they end where they belong however many there are.
 */
final class Ipv6Text {

    private static final int SEGMENTS = 8;

    private final String text;
    private final int end;
    private int at;
    private int count;
    private boolean gap;
    private long frontHigh;
    private long frontLow;
    private long backHigh;
    private long backLow;

    private Ipv6Text(String text, int from, int end) {
        this.text = text;
        this.at = from;
        this.end = end;
    }

    /** The address, bare or in brackets, these with or without a port. */
    static @Nullable IpAddress parse(String text) {
        int start = 0;
        int end = text.length();
        if (text.startsWith("[")) {
            start = 1;
            end = text.indexOf(']');
            if (end < 0 || !isNothingOrPort(text, end + 1)) {
                return null;
            }
        }
        int zone = text.indexOf('%', start);
        if (zone >= 0 && zone < end) {
            end = zone;
        }
        return new Ipv6Text(text, start, end).read();
    }

    private static boolean isNothingOrPort(String text, int from) {
        return from == text.length() || (text.charAt(from) == ':' && Ipv4Text.isPort(text, from + 1));
    }

    private @Nullable IpAddress read() {
        if (text.startsWith("::", at)) {
            gap = true;
            at += 2;
        }
        while (at < end) {
            if (!segment() || (at < end && !separator())) {
                return null;
            }
        }
        // A double colon stands for at least one segment.
        boolean complete = gap ? count < SEGMENTS : count == SEGMENTS;
        return complete ? new IpAddress(frontHigh | backHigh, frontLow | backLow) : null;
    }

    /** Reads up to four hexadecimal digits, or an IPv4 address that ends the text. */
    private boolean segment() {
        int value = 0;
        int i = at;
        for (; i < end && i < at + 4 && hex(text.charAt(i)) >= 0; i++) {
            value = value << 4 | hex(text.charAt(i));
        }
        if (i < end && text.charAt(i) == '.') {
            long address = Ipv4Text.parse(text, at, end);
            at = end;
            return address >= 0 && add(address >>> 16) && add(address & 0xFFFF);
        }
        boolean any = i > at;
        at = i;
        return any && add(value);
    }

    /** Reads one colon with a segment behind it, or the only double colon. */
    private boolean separator() {
        if (text.charAt(at++) != ':' || at == end) {
            return false;
        }
        if (text.charAt(at) == ':') {
            if (gap) {
                return false;
            }
            gap = true;
            at++;
        }
        return true;
    }

    private boolean add(long segment) {
        if (count == SEGMENTS) {
            return false;
        }
        if (gap) {
            backHigh = backHigh << 16 | backLow >>> 48;
            backLow = backLow << 16 | segment;
        } else if (count < SEGMENTS / 2) {
            frontHigh |= segment << (48 - 16 * count);
        } else {
            frontLow |= segment << (48 - 16 * (count - SEGMENTS / 2));
        }
        count++;
        return true;
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
