package dev.firn.enrichments.loader;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client's address among the headers that proxies add: {@code X-Forwarded-For} before {@code Forwarded}, the
 * first address named there, without port, quotes and brackets, in lower case.
 *
 * <p>The shape of an address is taken loosely ({@code 999.1.1.1} and {@code abc.e} pass), so that the column holds what
 * it held with Snowplow Enrich.
 */
final class ClientAddress {

    private static final String X_FORWARDED_FOR = "x-forwarded-for: ";
    private static final String FORWARDED = "forwarded: for=";
    private static final int IPV4_GROUPS = 4;
    private static final int IPV4_GROUP_DIGITS = 3;

    private ClientAddress() {}

    /**
     * @param forgetful whether a {@code Forwarded} header counts only while no other kind of header has followed it
     * @return null when no header names one
     */
    static @Nullable String find(List<String> headers, boolean forgetful) {
        String forwarded = null;
        for (String header : headers) {
            String address = address(header, X_FORWARDED_FOR);
            if (address != null) {
                return address;
            }
            if (forgetful) {
                forwarded = address(header, FORWARDED);
            } else if (forwarded == null) {
                forwarded = address(header, FORWARDED);
            }
        }
        return forwarded;
    }

    private static @Nullable String address(String header, String prefix) {
        if (!header.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return null;
        }
        int start = prefix.length();
        start += at(header, start, '"') ? 1 : 0;
        start += at(header, start, '[') ? 1 : 0;
        int end = ipv4End(header, start);
        if (end < 0) {
            end = looseEnd(header, start);
        }
        return end > start && isOneLine(header, end)
                ? header.substring(start, end).toLowerCase(Locale.ROOT)
                : null;
    }

    /** End of four groups of one to three digits, or -1. */
    private static int ipv4End(String text, int start) {
        int at = start;
        for (int group = 0; group < IPV4_GROUPS; group++) {
            if (group > 0 && !at(text, at++, '.')) {
                return -1;
            }
            int first = at;
            while (at < text.length() && at - first < IPV4_GROUP_DIGITS && digit(text.charAt(at))) {
                at++;
            }
            if (at == first) {
                return -1;
            }
        }
        return at;
    }

    private static int looseEnd(String text, int start) {
        int at = start;
        while (at < text.length() && loose(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean loose(char c) {
        return digit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' || c == '.' || c == ':';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean at(String text, int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    /** A line break anywhere behind the address disqualifies the header, in the sense of a regular expression's dot. */
    private static boolean isOneLine(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\n', '\r', '\u0085', '\u2028', '\u2029' -> {
                    return false;
                }
                default -> {}
            }
        }
        return true;
    }
}
