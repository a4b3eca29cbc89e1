package dev.firn.topology.adjoin;

import java.util.Arrays;
import java.util.List;

/**
 * What was said of a conversion so far.
 *
 * @param revision the last one; 0 when nothing was
 * @param digest of what it said
 * @param claims what the conversion keeps from others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Standing(int revision, byte[] digest, List<Claim> claims) {

    static final int DIGEST_BYTES = 16;
    static final Standing NONE = new Standing(0, new byte[DIGEST_BYTES], List.of());

    boolean says(byte[] other) {
        return revision > 0 && Arrays.equals(digest, other);
    }
}
