package dev.firn.serdes.payload;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records in a file, one behind the other, each preceded by its length in bytes as a 4-byte big-endian integer. The bytes
 * of a record are not looked at; collector payloads ({@link ThriftCodec}) are usual.
 *
 * <p>Reader and writer stream: they hold one record at a time. Neither is thread-safe. Both take the stream over and close
 * it; hand in a buffered one.
 */
public final class FramedRecords {

    /** A record longer than this is refused (64 MiB); no Kafka topic in practice takes one that long. */
    public static final int MAX_RECORD_BYTES = 64 << 20;

    private static final int LENGTH_BYTES = Integer.BYTES;

    private FramedRecords() {}

    public static Reader reader(InputStream in) {
        return new Reader(in);
    }

    public static Writer writer(OutputStream out) {
        return new Writer(out);
    }

    /** The stream is no sequence of records, or it ends within one; what came before the offset was read well. */
    public static final class BrokenFrameException extends IOException {

        private final long offset;

        BrokenFrameException(long offset, String message) {
            super("record at byte " + offset + ": " + message);
            this.offset = offset;
        }

        /** Where the record begins, with its length, counted in bytes from the start of the stream. */
        public long offset() {
            return offset;
        }
    }

    /** Reads one record after the other. */
    public static final class Reader implements Closeable {

        private final InputStream in;
        private long offset;

        private Reader(InputStream in) {
            this.in = Objects.requireNonNull(in, "in");
        }

        /**
         * The next record, or null after the last one. A record may be empty.
         *
         * @throws BrokenFrameException if the stream ends within a record or a length is negative or above
         *     {@link #MAX_RECORD_BYTES}; the reader is of no use afterwards
         */
        public byte @Nullable [] next() throws IOException {
            byte[] prefix = in.readNBytes(LENGTH_BYTES);
            if (prefix.length == 0) {
                return null;
            }
            if (prefix.length < LENGTH_BYTES) {
                throw broken(
                        "the file ends within the length, after " + prefix.length + " of " + LENGTH_BYTES + " bytes");
            }
            int length = bigEndian(prefix);
            if (length < 0 || length > MAX_RECORD_BYTES) {
                throw broken("a length of " + length + " bytes is not within 0.." + MAX_RECORD_BYTES
                        + "; this is no file of length-prefixed records");
            }
            byte[] record = in.readNBytes(length); // grows with what arrives: a lying length costs nothing
            if (record.length < length) {
                throw broken("the file ends after " + record.length + " of " + length + " bytes");
            }
            offset += LENGTH_BYTES + (long) length;
            return record;
        }

        /** Bytes of all complete records read so far, with their lengths. */
        public long offset() {
            return offset;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private BrokenFrameException broken(String message) {
            return new BrokenFrameException(offset, message);
        }

        private static int bigEndian(byte[] b) {
            return (b[0] & 0xff) << 24 | (b[1] & 0xff) << 16 | (b[2] & 0xff) << 8 | (b[3] & 0xff);
        }
    }

    /** Writes one record after the other. */
    public static final class Writer implements Closeable {

        private final OutputStream out;

        private Writer(OutputStream out) {
            this.out = Objects.requireNonNull(out, "out");
        }

        /**
         * Writes the length and the bytes.
         *
         * @throws IllegalArgumentException if the record is longer than {@link #MAX_RECORD_BYTES}
         */
        public void write(byte[] record) throws IOException {
            int length = record.length;
            if (length > MAX_RECORD_BYTES) {
                throw new IllegalArgumentException("a record of " + length + " bytes exceeds " + MAX_RECORD_BYTES);
            }
            out.write(length >>> 24);
            out.write(length >>> 16);
            out.write(length >>> 8);
            out.write(length);
            out.write(record);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
