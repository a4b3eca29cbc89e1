package dev.firn.enrichments.anonip;

/**
 * Replaces the last octets or segments of an address by {@code x}. Immutable.
 *
 * <p>What is no address is masked by its looks, because most of it may still be one: text with dots like IPv4, text with
 * colons like IPv6. Text with neither stays.
 */
final class AddressMask {

    private static final String MAPPED_PREFIX = "::FFFF:";

    private final int keptOctets;
    private final int keptSegments;

    /**
     * @param octets how many to mask, 1 to 4
     * @param segments how many to mask, 1 to 8
     */
    AddressMask(int octets, int segments) {
        keptOctets = Ipv4.OCTETS - octets;
        keptSegments = Ipv6.SEGMENTS - segments;
    }

    String apply(String text) {
        if (!text.isEmpty() && text.indexOf(':') < 0 && text.indexOf('.') < 0) {
            return text;
        }
        String address = bare(text);
        int colon = address.indexOf(':');
        if (colon < 0) {
            return maskPieces(address);
        }
        int dot = address.indexOf('.');
        if (dot >= 0 && dot < colon) {
            return maskPieces(address.substring(0, colon));
        }
        int[] segments = Ipv6.parse(address);
        if (segments == null) {
            return maskBrokenSegments(address);
        }
        return Ipv6.isMapped(segments)
                ? MAPPED_PREFIX + maskPieces(Ipv4.text(segments[6], segments[7]))
                : maskSegments(segments);
    }

    /** The text without brackets and the port behind them, zone, prefix length, and a port behind a dotted tail. */
    private static String bare(String text) {
        int start = 0;
        int end = text.length();
        if (text.startsWith("[")) {
            start = 1;
            int bracket = text.indexOf(']');
            end = bracket < 0 ? end : bracket;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '/') {
                end = i;
            }
        }
        int lastColon = text.lastIndexOf(':', end - 1);
        int lastDot = text.lastIndexOf('.', end - 1);
        if (lastDot >= start && lastColon > lastDot) {
            end = lastColon;
        }
        return text.substring(start, end);
    }

    /** Keeps the first pieces between dots; trailing empty pieces do not count, but an empty text is one piece. */
    private String maskPieces(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '.') {
            end--;
        }
        int start = 0;
        for (int piece = 0; start <= end && (end > 0 || text.isEmpty()); piece++) {
            int dot = text.indexOf('.', start);
            int stop = dot < 0 || dot > end ? end : dot;
            masked.append(piece == 0 ? "" : ".");
            if (piece < keptOctets) {
                masked.append(text, start, stop);
            } else {
                masked.append('x');
            }
            start = stop + 1;
        }
        return masked.toString();
    }

    private String maskSegments(int[] segments) {
        StringBuilder masked = new StringBuilder(40);
        for (int i = 0; i < Ipv6.SEGMENTS; i++) {
            masked.append(i == 0 ? "" : ":").append(i < keptSegments ? Integer.toHexString(segments[i]) : "x");
        }
        return masked.toString();
    }

    /** Keeps the first pieces between colons, none behind a double colon: it would be another segment than it seems. */
    private String maskBrokenSegments(String text) {
        StringBuilder masked = new StringBuilder(40);
        int start = 0;
        for (int i = 0; i < Ipv6.SEGMENTS; i++) {
            masked.append(i == 0 ? "" : ":");
            int colon = text.indexOf(':', start);
            int stop = colon < 0 ? text.length() : colon;
            if (i < keptSegments && stop > start) {
                masked.append(text, start, stop);
                start = stop + 1;
            } else {
                masked.append('x');
                start = text.length();
            }
        }
        return masked.toString();
    }
}
