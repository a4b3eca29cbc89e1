package dev.firn.enrichments.apirequest;

import dev.firn.enrichments.http.ServiceUrl;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A URL with places for values: {@code http://api.acme.com/{{user}}?t={{ time }}}. Immutable and thread-safe.
 *
 * <p>Values go into path, query and fragment only, form-encoded; scheme, host and port are the operator's, so that no event
 * can send a request elsewhere.
 */
final class UrlTemplate {

    private static final String KEY = "parameters.api.http.uri";

    /** One more than there are places: the text before each of them, and behind the last. */
    private final List<String> literals;

    /** Which input each place takes. */
    private final int[] places;
    /** Whether the operator wrote {@code /../} or the like; then values may, too. */
    private final boolean dotted;

    private UrlTemplate(List<String> literals, List<Integer> places, boolean dotted) {
        this.literals = List.copyOf(literals);
        this.places = places.stream().mapToInt(Integer::intValue).toArray();
        this.dotted = dotted;
    }

    /**
     * @param keys of the inputs, by their positions
     * @throws EnrichmentConfigException when a place names no input, or the rest is no URL
     */
    static UrlTemplate parse(String text, List<String> keys, Settings settings) {
        List<String> literals = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int start = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", start)) {
            int close = text.indexOf("}}", open);
            String key = close < 0 ? "" : text.substring(open + 2, close).trim();
            int place = keys.indexOf(key);
            if (place < 0) {
                throw new EnrichmentConfigException(
                        KEY + " has a place for {{" + key + "}}, which is not the key of an input; keys are " + keys);
            }
            literals.add(text.substring(start, open));
            places.add(place);
            start = close + 2;
        }
        literals.add(text.substring(start));
        check(literals, settings);
        return new UrlTemplate(literals, places, leavesFolder(String.join("x", literals)));
    }

    private static void check(List<String> literals, Settings settings) {
        for (String literal : literals) {
            if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
                throw new EnrichmentConfigException(KEY + " has a brace that belongs to no {{key}}");
            }
        }
        if (literals.size() > 1 && authorityEnd(literals.get(0)) < 0) {
            throw new EnrichmentConfigException(
                    KEY + " has a {{key}} in front of its path; scheme, host and port must be written out");
        }
        ServiceUrl.parse(KEY, String.join("x", literals), settings);
    }

    /** Where path, query or fragment begin; -1 when they do not. */
    private static int authorityEnd(String url) {
        int start = url.indexOf("://");
        for (int i = start + 3; start >= 0 && i < url.length(); i++) {
            if ("/?#".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** @param values by the positions of the keys */
    String expand(String[] values) {
        StringBuilder url = new StringBuilder(128).append(literals.get(0));
        for (int i = 0; i < places.length; i++) {
            appendEncoded(values[places[i]], url);
            url.append(literals.get(i + 1));
        }
        return url.toString();
    }

    /** Whether values made a way out of the folder that the template names, which servers would follow. */
    boolean isMisled(String url) {
        return !dotted && leavesFolder(url);
    }

    private static boolean leavesFolder(String url) {
        int start = Math.max(0, authorityEnd(url));
        int end = start;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        for (int at = url.indexOf("/.", start); at >= 0 && at < end; at = url.indexOf("/.", at + 1)) {
            int behind = url.startsWith("..", at + 1) ? at + 3 : at + 2;
            if (behind >= end || url.charAt(behind) == '/') {
                return true;
            }
        }
        return false;
    }

    private static void appendEncoded(String value, StringBuilder url) {
        for (int i = 0; i < value.length(); i++) {
            if (!isPlain(value.charAt(i))) {
                url.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
                return;
            }
        }
        url.append(value);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '*';
    }
}
