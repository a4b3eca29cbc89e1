package dev.firn.app.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Repeats records for ever and overwrites their event ids in place. A UUID takes the place of a UUID, so that no length in
 * the record changes and nothing has to be decoded.
 */
final class FreshEventIds implements Iterator<byte[]> {

    private static final int UUID_LENGTH = 36;
    /** Of a GET's querystring and of a POST's JSON body. */
    private static final List<byte[]> MARKS = List.of("&eid=".getBytes(US_ASCII), "\"eid\":\"".getBytes(US_ASCII));

    private final List<byte[]> records;
    /** Of each record, where its event ids begin. */
    private final List<int[]> idOffsets;

    private final SplittableRandom random;
    private int next;

    FreshEventIds(List<byte[]> records, long seed) {
        this.records = List.copyOf(records);
        this.idOffsets = records.stream().map(FreshEventIds::idOffsets).toList();
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public byte[] next() {
        byte[] record = records.get(next).clone();
        for (int offset : idOffsets.get(next)) {
            System.arraycopy(randomUuid().getBytes(US_ASCII), 0, record, offset, UUID_LENGTH);
        }
        next = (next + 1) % records.size();
        return record;
    }

    private String randomUuid() {
        long version4 = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long variant = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(version4, variant).toString();
    }

    private static int[] idOffsets(byte[] record) {
        return IntStream.range(0, record.length - UUID_LENGTH)
                .flatMap(i -> MARKS.stream()
                        .filter(mark -> Arrays.equals(
                                record, i, Math.min(i + mark.length, record.length), mark, 0, mark.length))
                        .mapToInt(mark -> i + mark.length))
                .filter(offset -> isUuid(record, offset))
                .toArray();
    }

    private static boolean isUuid(byte[] record, int offset) {
        if (offset + UUID_LENGTH > record.length) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            byte b = record[offset + i];
            if (dash ? b != '-' : Character.digit(b, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
