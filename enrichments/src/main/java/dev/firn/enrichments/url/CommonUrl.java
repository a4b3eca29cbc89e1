package dev.firn.enrichments.url;

import dev.firn.enrichments.url.ParsedUrl.Url;
import org.jspecify.annotations.Nullable;

/**
 * Reads the addresses that nearly every event has, {@code scheme://host.name:port/path?query#fragment}, in one scan.
 *
 * <p>{@code java.net.URI} does the same in about five times the time. Whatever is less common (user names, addresses
 * instead of names, names that end in a dot, no {@code //}) is left to it: this answers null, never anything else than it.
 */
final class CommonUrl {

    private static final int MAX_PORT_DIGITS = 5;

    private final String text;
    private final int end;
    private int at;

    private CommonUrl(String text) {
        this.text = text;
        this.end = text.length();
    }

    static int defaultPort(@Nullable String scheme) {
        return "https".equals(scheme) ? 443 : 80;
    }

    static @Nullable Url parse(String text) {
        return new CommonUrl(text).parse();
    }

    private @Nullable Url parse() {
        String scheme = scheme();
        if (scheme == null || !text.startsWith("://", at)) {
            return null;
        }
        at += 3;
        int hostStart = at;
        if (!host()) {
            return null;
        }
        String host = text.substring(hostStart, at);
        int port = defaultPort(scheme);
        if (at('/') || at('?') || at('#') || at == end) {
            return rest(scheme, host, port);
        }
        port = port();
        return port >= 0 ? rest(scheme, host, port) : null;
    }

    private @Nullable String scheme() {
        while (at < end && letter(text.charAt(at))) {
            at++;
        }
        return switch (at) {
            case 4 -> text.startsWith("http") ? "http" : text.substring(0, at);
            case 5 -> text.startsWith("https") ? "https" : text.substring(0, at);
            case 0 -> null;
            default -> text.substring(0, at);
        };
    }

    /** Labels of letters, digits and inner dashes; the last one starts with a letter, so it is no address. */
    private boolean host() {
        while (true) {
            int label = at;
            while (at < end && (letterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
                at++;
            }
            if (at == label || text.charAt(label) == '-' || text.charAt(at - 1) == '-') {
                return false;
            }
            if (!at('.')) {
                return letter(text.charAt(label));
            }
            at++;
        }
    }

    /** The port after a colon; -1 for anything else. */
    private int port() {
        if (!at(':')) {
            return -1;
        }
        int start = ++at;
        int port = 0;
        while (at < end && digit(text.charAt(at)) && at - start < MAX_PORT_DIGITS) {
            port = port * 10 + text.charAt(at++) - '0';
        }
        return at > start && (at('/') || at('?') || at('#') || at == end) ? port : -1;
    }

    private @Nullable Url rest(String scheme, String host, int port) {
        int pathStart = at;
        at = UriText.scan(text, at, end, UriText.PATH);
        int pathEnd = at;
        String query = null;
        if (at('?')) {
            int start = at + 1;
            at = UriText.scan(text, start, end, UriText.QUERY);
            query = text.substring(start, at);
        }
        String fragment = null;
        if (at('#')) {
            int start = at + 1;
            at = UriText.scan(text, start, end, UriText.QUERY);
            fragment = text.substring(start, at);
        }
        return at == end
                ? new Url(text, scheme, host, port, text.substring(pathStart, pathEnd), query, fragment)
                : null;
    }

    private boolean at(char c) {
        return at < end && text.charAt(at) == c;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean letterOrDigit(char c) {
        return letter(c) || digit(c);
    }
}
