package dev.firn.registry.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;

/** A {@code $ref} into the same document: {@code #}, or {@code #} and a JSON pointer (RFC 6901 in a URI fragment). */
final class LocalReference {

    private LocalReference() {}

    /** The schema referred to; the missing node when there is none. */
    static JsonNode resolve(JsonNode root, String reference) {
        if (reference.equals("#") || reference.equals("#/")) {
            return root;
        }
        if (!reference.startsWith("#/")) {
            return MissingNode.getInstance();
        }
        JsonNode node = root;
        for (String token : reference.substring(2).split("/", -1)) {
            String name = unescape(token);
            node = node.isArray() ? element(node, name) : node.path(name);
        }
        return node;
    }

    private static JsonNode element(JsonNode array, String index) {
        boolean number = !index.isEmpty() && index.length() < 7 && index.chars().allMatch(c -> '0' <= c && c <= '9');
        return number ? array.path(Integer.parseInt(index)) : MissingNode.getInstance();
    }

    private static String unescape(String token) {
        String pointer = token;
        if (token.indexOf('%') >= 0) {
            try {
                pointer = URLDecoder.decode(token.replace("+", "%2B"), UTF_8);
            } catch (IllegalArgumentException notEncoded) {
                pointer = token;
            }
        }
        return pointer.replace("~1", "/").replace("~0", "~");
    }
}
