package dev.firn.topology.dedup;

/** Lower-case hexadecimal digits: of upper-case ones, bytes would not tell that they were. */
final class Hex {

    private Hex() {}

    /** Whether all characters of a part, of even length, are digits; their bytes are in the target then. */
    static boolean read(String text, int start, int end, byte[] target, int at) {
        int to = at;
        for (int i = start; i < end; i += 2) {
            int both = digit(text.charAt(i)) << 4 | digit(text.charAt(i + 1));
            if (both < 0) {
                return false;
            }
            target[to++] = (byte) both;
        }
        return true;
    }

    /** Negative for anything else, also when shifted. */
    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : Integer.MIN_VALUE >> 4;
    }
}
