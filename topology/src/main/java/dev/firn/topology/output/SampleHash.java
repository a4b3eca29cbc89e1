package dev.firn.topology.output;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The hash that samples are taken by: FNV-1a with 64 bits over the text's UTF-8 bytes, then the mixing step of MurmurHash3
 * (fmix64), of which the upper 53 bits are a fraction from 0 to 1. A text is in a sample when that fraction is below the
 * rate.
 *
 * <p>Neither part is new or secret: who reads the records can tell in a few lines of any language which users are in the
 * sample. It is no hash that partitions are chosen by, so that a sample is spread over all partitions. Stateless.
 */
public final class SampleHash {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private SampleHash() {}

    /** From 0, inclusive, to 1, exclusive. */
    public static double fraction(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return (mixed(hash) >>> 11) * 0x1.0p-53;
    }

    private static long mixed(long hash) {
        long h = hash;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
