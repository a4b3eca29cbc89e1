package dev.firn.topology.adjoin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a conversion.
 *
 * @param touches those that are credited, in their order
 */
record Joined(AdEvent conversion, List<Credited> touches) {

    /** Equal exactly for what says the same; where the conversion came from is not said. */
    byte[] digest() {
        MessageDigest digest = sha256();
        add(digest, conversion);
        for (Credited touch : touches) {
            add(digest, touch.touch());
            add(digest, touch.credit().toPlainString());
            add(digest, touch.impression());
        }
        return Arrays.copyOf(digest.digest(), Standing.DIGEST_BYTES);
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Credited touch : touches) {
            claims.add(new Claim(touch.touch().kind(), touch.touch().id()));
            if (touch.impression() != null) {
                // Or it would be credited once more, as one that nobody clicked.
                claims.add(new Claim(AdKind.IMPRESSION, touch.impression().id()));
            }
        }
        return claims;
    }

    private static void add(MessageDigest digest, @Nullable AdEvent event) {
        if (event == null) {
            digest.update((byte) -1);
            return;
        }
        digest.update((byte) event.kind().ordinal());
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, event.time()));
        add(digest, event.id());
        add(digest, event.fields());
    }

    private static void add(MessageDigest digest, String text) {
        add(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    /** With its length, or two texts side by side could be cut elsewhere. */
    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has it", impossible);
        }
    }
}
