package dev.firn.topology.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints as they are remembered: nothing for none, the 16 bytes that an MD5 in hexadecimal stands for, and 20 bytes of
 * the SHA-256 of any other text. Part of the state's layout, so never to be changed.
 */
final class Fingerprint {

    static final int LONGEST = 20;

    private static final byte[] NONE = {};
    private static final int MD5_CHARS = 32;

    private Fingerprint() {}

    static byte[] of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        byte[] md5 = new byte[MD5_CHARS / 2];
        return text.length() == MD5_CHARS && Hex.read(text, 0, MD5_CHARS, md5, 0)
                ? md5
                : Arrays.copyOf(IdKey.sha256(text.getBytes(UTF_8)), LONGEST);
    }
}
