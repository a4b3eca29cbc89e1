package dev.firn.topology.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Event ids as keys: short, and different for different ids.
 *
 * <p>The kinds are told apart by their length: 16 bytes for a UUID in its usual spelling, 11 for the {@link #CLOCK}, 17 to
 * 145 for other texts, which end with how many zeros they were filled up with, 33 bytes that end with {@link #HASHED} for the
 * SHA-256 of one longer than that. Part of the state's layout, so never to be changed.
 */
final class IdKey {

    /** Where the time of the state is kept, among the ids. */
    static final byte[] CLOCK = Arrays.copyOf("firn-clock".getBytes(UTF_8), 11);

    private static final int UUID_CHARS = 36;
    private static final int UUID_BYTES = 16;
    private static final int LONGEST_TEXT = 144;
    private static final byte HASHED = -1;

    private IdKey() {}

    static byte[] of(String id) {
        byte[] uuid = uuid(id);
        return uuid != null ? uuid : text(id.getBytes(UTF_8));
    }

    private static byte[] text(byte[] utf8) {
        if (utf8.length > LONGEST_TEXT) {
            byte[] key = Arrays.copyOf(sha256(utf8), 33);
            key[32] = HASHED;
            return key;
        }
        int length = Math.max(utf8.length, UUID_BYTES);
        byte[] key = Arrays.copyOf(utf8, length + 1);
        key[length] = (byte) (length - utf8.length);
        return key;
    }

    /** Null for what is not lower-case hexadecimal digits with dashes at the usual places. */
    private static byte @Nullable [] uuid(String id) {
        if (id.length() != UUID_CHARS
                || id.charAt(8) != '-'
                || id.charAt(13) != '-'
                || id.charAt(18) != '-'
                || id.charAt(23) != '-') {
            return null;
        }
        byte[] key = new byte[UUID_BYTES];
        return Hex.read(id, 0, 8, key, 0)
                        && Hex.read(id, 9, 13, key, 4)
                        && Hex.read(id, 14, 18, key, 6)
                        && Hex.read(id, 19, 23, key, 8)
                        && Hex.read(id, 24, 36, key, 10)
                ? key
                : null;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
