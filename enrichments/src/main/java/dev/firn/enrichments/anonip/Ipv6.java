package dev.firn.enrichments.anonip;

import org.jspecify.annotations.Nullable;

/** IPv6 addresses as text (RFC 4291, section 2.2): no brackets, port, zone or prefix length. */
final class Ipv6 {

    static final int SEGMENTS = 8;

    private Ipv6() {}

    /** The eight segments, or null when the whole text is not one address. */
    static int @Nullable [] parse(String text) {
        int[] segments = new int[SEGMENTS];
        int count = 0;
        int gap = -1; // how many segments stand before the double colon
        int i = 0;
        if (text.startsWith("::")) {
            gap = 0;
            i = 2;
        }
        while (i < text.length()) {
            if (count == SEGMENTS) {
                return null;
            }
            int end = hexEnd(text, i);
            if (end < text.length() && text.charAt(end) == '.') {
                long dotted = count <= SEGMENTS - 2 ? Ipv4.parse(text, i) : -1;
                if (dotted < 0) {
                    return null;
                }
                segments[count++] = (int) (dotted >>> 16);
                segments[count++] = (int) (dotted & 0xFFFF);
                break;
            }
            if (end == i || end > i + 4) {
                return null;
            }
            segments[count++] = Integer.parseInt(text, i, end, 16);
            if (end == text.length()) {
                break;
            }
            if (text.charAt(end) != ':') {
                return null;
            }
            i = end + 1;
            if (i == text.length()) {
                return null; // a single colon at the end
            }
            if (text.charAt(i) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                i++;
            }
        }
        return gap < 0 ? (count == SEGMENTS ? segments : null) : spread(segments, count, gap);
    }

    /** Whether it stands for an IPv4 address ({@code ::ffff:0:0/96}). */
    static boolean isMapped(int[] segments) {
        return (segments[0] | segments[1] | segments[2] | segments[3] | segments[4]) == 0 && segments[5] == 0xFFFF;
    }

    /** Moves what stands behind the double colon to the end; null when the colons stand for no segment. */
    private static int @Nullable [] spread(int[] segments, int count, int gap) {
        if (count == SEGMENTS) {
            return null;
        }
        int[] all = new int[SEGMENTS];
        System.arraycopy(segments, 0, all, 0, gap);
        System.arraycopy(segments, gap, all, SEGMENTS - (count - gap), count - gap);
        return all;
    }

    private static int hexEnd(String text, int from) {
        int i = from;
        while (i < text.length() && Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 128) {
            i++;
        }
        return i;
    }
}
