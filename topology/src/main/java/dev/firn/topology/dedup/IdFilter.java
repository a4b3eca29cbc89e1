package dev.firn.topology.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Which keys are certainly not in one bucket: a Bloom filter on the heap, which answers in some nanoseconds what a look-up in
 * RocksDB answers in microseconds. It grows with its keys, in parts of which each is four times as large as the one before;
 * when memory for the next part is refused, it has nothing to say any more. Not thread-safe.
 *
 * <p>Sixteen bits a key, of which four are set, all in one word: one in sixty answers of a part is a false alarm, at the price
 * of one access to memory.
 */
final class IdFilter {

    static final int FIRST_PART = 1 << 14;
    private static final int GROWTH = 4;
    private static final int LARGEST_PART = 1 << 26;
    private static final int KEYS_IN_WORD = 4;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final FilterMemory memory;
    private final List<long[]> parts = new ArrayList<>();
    private int room;
    private boolean blind;

    IdFilter(FilterMemory memory) {
        this.memory = memory;
    }

    void add(byte[] key) {
        if (blind || (room == 0 && !grow())) {
            return;
        }
        long hash = hash(key);
        long[] part = parts.get(parts.size() - 1);
        part[word(hash, part)] |= bits(hash);
        room--;
    }

    /** False only for what was never added. */
    boolean mayHold(byte[] key) {
        if (blind) {
            return true;
        }
        long hash = hash(key);
        long bits = bits(hash);
        for (int i = parts.size() - 1; i >= 0; i--) {
            long[] part = parts.get(i);
            if ((part[word(hash, part)] & bits) == bits) {
                return true;
            }
        }
        return false;
    }

    /** Gives the memory back; from now on everything may be there. */
    void release() {
        blind = true;
        parts.forEach(part -> memory.give((long) part.length * Long.BYTES));
        parts.clear();
    }

    private boolean grow() {
        long keys = parts.isEmpty() ? FIRST_PART : (long) parts.get(parts.size() - 1).length * KEYS_IN_WORD * GROWTH;
        int words = (int) (Math.min(keys, LARGEST_PART) / KEYS_IN_WORD);
        if (!memory.take((long) words * Long.BYTES)) {
            release();
            return false;
        }
        parts.add(new long[words]);
        room = words * KEYS_IN_WORD;
        return true;
    }

    private static int word(long hash, long[] part) {
        return (int) ((hash >>> 32) * part.length >>> 32);
    }

    /** Four of 64; the lower half of the hash, as the upper one chose the word. */
    private static long bits(long hash) {
        return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
    }

    private static long hash(byte[] key) {
        long hash = key.length;
        int i = 0;
        for (; i + Long.BYTES <= key.length; i += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(key, i));
        }
        for (; i < key.length; i++) {
            hash = mix(hash ^ key[i]);
        }
        return hash;
    }

    /** The finishing step of SplitMix64: each bit of the input changes half of those of the output. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
