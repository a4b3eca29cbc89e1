package dev.firn.enrichments.apirequest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What is asked of the service. */
record Question(String url, @Nullable String body) {

    private static final int LONGEST_KEY = 512;

    /** Equal for equal questions only. Long ones are hashed, as a cache must not grow with what events hold. */
    String key() {
        String text = body == null ? url : url + '\n' + body;
        return text.length() <= LONGEST_KEY ? text : hash(text);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
