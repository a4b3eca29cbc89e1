package dev.firn.enrichments.referer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/**
 * The two forms of a page's path that domains may have. A path without a segment has neither: both are empty texts, which
 * no domain with a path equals.
 *
 * @param whole all of it, decoded
 * @param segment a slash and the first segment that is not empty
 */
record PagePath(String whole, String segment) {

    private static final PagePath NONE = new PagePath("", "");

    static PagePath of(String encoded) {
        String path = decode(encoded);
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        if (start == path.length()) {
            return NONE;
        }
        int end = path.indexOf('/', start);
        String segment = path.substring(start, end < 0 ? path.length() : end);
        return new PagePath(path, "/" + segment);
    }

    private static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), UTF_8); // in a path, + is no space
        } catch (IllegalArgumentException e) {
            return path;
        }
    }
}
