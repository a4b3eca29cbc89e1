package dev.firn.enrichments.lookup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A text as a key of a cache. Long ones are hashed, as a cache must not grow with what events hold. Equal for equal texts
 * only.
 *
 * @param text the text, or the SHA-256 of a long one
 */
public record TextKey(String text, boolean hashed) {

    /** In characters; keys of more are hashed. */
    public static final int LONGEST = 512;

    public static TextKey of(String text) {
        return text.length() <= LONGEST ? new TextKey(text, false) : new TextKey(hash(text), true);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Not the text: URLs may hold secrets. */
    @Override
    public String toString() {
        return "TextKey[hashed=" + hashed + "]";
    }
}
