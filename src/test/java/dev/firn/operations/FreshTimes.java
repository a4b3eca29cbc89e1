package dev.firn.operations;

import dev.firn.app.dev.TrackerCapture;
import java.nio.ByteBuffer;
import java.util.Iterator;

/**
 * The load of the capture as if it came in now: what a collector writes as the time of a request is overwritten in place.
 * Windows move on with it.
 */
final class FreshTimes implements Iterator<byte[]> {

    /** Of the field in a Thrift payload: type i64, field 200. */
    private static final byte[] MARK = {10, 0, (byte) 200};

    private final Iterator<byte[]> records;

    FreshTimes(long seed) {
        this.records = TrackerCapture.endless(seed);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public byte[] next() {
        byte[] record = records.next();
        int place = find(record);
        if (place >= 0) {
            ByteBuffer.wrap(record).putLong(place, System.currentTimeMillis());
        }
        return record;
    }

    private static int find(byte[] record) {
        for (int i = 0; i + MARK.length + Long.BYTES <= record.length; i++) {
            if (record[i] == MARK[0] && record[i + 1] == MARK[1] && record[i + 2] == MARK[2] && isTime(record, i)) {
                return i + MARK.length;
            }
        }
        return -1;
    }

    /** Of this century, so that no text is taken for one. */
    private static boolean isTime(byte[] record, int mark) {
        long value = ByteBuffer.wrap(record).getLong(mark + MARK.length);
        return value > 1_000_000_000_000L && value < 4_000_000_000_000L;
    }
}
