package dev.firn.enrichments.referer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.enrichments.url.TsvText;
import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was searched for in the querystring of a search engine's page: the value of the first pair that has one of
 * the names. Pairs end at {@code &} only. Linear in the query; decodes nothing but the value that it finds and names that
 * are escaped.
 */
final class SearchTerm {

    private SearchTerm() {}

    /** The term as a column can hold it; null when there is none, it is empty, or its escapes are broken. */
    static @Nullable String in(String query, String[] names) {
        int length = query.length();
        int start = 0;
        while (start < length) {
            int end = find('&', query, start, length);
            int equals = find('=', query, start, end);
            if (isNamed(query, start, equals, names)) {
                return equals == end ? null : TsvText.clean(decode(query.substring(equals + 1, end)));
            }
            start = end + 1;
        }
        return null;
    }

    private static boolean isNamed(String query, int start, int end, String[] names) {
        String text = query;
        int from = start;
        int length = end - start;
        if (isEscaped(query, start, end)) {
            text = decode(query.substring(start, end));
            if (text == null) {
                return false;
            }
            from = 0;
            length = text.length();
        }
        for (String name : names) {
            if (name.length() == length && text.startsWith(name, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEscaped(String text, int start, int end) {
        return find('%', text, start, end) < end || find('+', text, start, end) < end;
    }

    /** Index of a character, or {@code end}; looks no further, which keeps the whole linear. */
    private static int find(char c, String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) != c) {
            i++;
        }
        return i;
    }

    private static @Nullable String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
