package dev.firn.topology.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.topology.flow.Origin;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of an id in one bucket of time: its occurrences there, in the order they came in.
 *
 * <p>Layout 1: the byte 1, then for each occurrence: length of the fingerprint (1), fingerprint, time since the bucket's
 * start, partition, offset, index (each a variable-length number, 7 bits a byte, lowest first), length of the topic's name
 * (1), name. A state of another layout is refused: what it knows must not be forgotten silently.
 */
final class Occurrences {

    /**
     * Most occurrences of one id in one bucket: each stands for another fingerprint or lies a window apart. What comes after
     * them is judged against these, but not remembered itself.
     */
    static final int MOST = 16;

    private static final byte LAYOUT = 1;
    private static final int LONGEST_NUMBER = 10;

    private Occurrences() {}

    /**
     * @param bucket its start, in epoch milliseconds
     * @throws IllegalStateException when this is not of layout 1
     */
    static List<Occurrence> read(byte[] value, long bucket) {
        ByteBuffer in = ByteBuffer.wrap(value);
        try {
            byte layout = in.get();
            if (layout != LAYOUT) {
                throw new IllegalStateException("the deduplication state is of layout " + layout
                        + ", but this version of Firn reads layout " + LAYOUT + ": it was written by another version");
            }
            List<Occurrence> all = new ArrayList<>(2);
            while (in.hasRemaining()) {
                byte[] fingerprint = bytes(in);
                long timestamp = bucket + number(in);
                int partition = (int) number(in);
                long offset = number(in);
                int index = (int) number(in);
                all.add(new Occurrence(
                        fingerprint, timestamp, new Origin(new String(bytes(in), UTF_8), partition, offset, index)));
            }
            return all;
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("the deduplication state is damaged", e);
        }
    }

    static byte[] write(List<Occurrence> all, long bucket) {
        int size = 1;
        for (Occurrence one : all) {
            size += 1
                    + Fingerprint.LONGEST
                    + 4 * LONGEST_NUMBER
                    + 1
                    + one.origin().topic().length();
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(LAYOUT);
        for (Occurrence one : all) {
            Origin origin = one.origin();
            putBytes(one.fingerprint(), out);
            putNumber(one.timestamp() - bucket, out);
            putNumber(origin.partition(), out);
            putNumber(origin.offset(), out);
            putNumber(origin.index(), out);
            putBytes(origin.topic().getBytes(UTF_8), out);
        }
        byte[] value = new byte[out.position()];
        out.flip().get(value);
        return value;
    }

    // Names of topics have at most 249 characters, all ASCII.
    private static void putBytes(byte[] bytes, ByteBuffer out) {
        out.put((byte) bytes.length).put(bytes);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.get() & 0xFF];
        in.get(bytes);
        return bytes;
    }

    private static void putNumber(long value, ByteBuffer out) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
