package dev.firn.serdes.payload;

import dev.firn.registry.json.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the Thrift binary protocol (unframed, big-endian) from a byte array, front to back.
 *
 * <p>Trusts no number it reads: a length is compared with the bytes that are left before anything is allocated, and every
 * element of a container takes at least one of them, so time and memory stay within a small multiple of the input.
 */
final class ThriftReader {

    /** The Thrift library's own default. */
    static final int MAX_DEPTH = 64;

    private final byte[] bytes;
    private int position;

    ThriftReader(byte[] bytes) {
        this.bytes = bytes;
    }

    byte readByte() throws MalformedThriftException {
        return bytes[take(1)];
    }

    short readShort() throws MalformedThriftException {
        int at = take(2);
        return (short) (bytes[at] << 8 | (bytes[at + 1] & 0xFF));
    }

    int readInt() throws MalformedThriftException {
        return intAt(take(4));
    }

    long readLong() throws MalformedThriftException {
        int at = take(8);
        return (long) intAt(at) << 32 | (intAt(at + 4) & 0xFFFFFFFFL);
    }

    /** Bytes that are no UTF-8 become U+FFFD. */
    String readString() throws MalformedThriftException {
        int length = readLength();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    /** A string that stays UTF-8 for now, on the record's own bytes. */
    Utf8Text readText() throws MalformedThriftException {
        int length = readLength();
        return Utf8Text.of(bytes, take(length), length);
    }

    /** The strings of a list whose header has been read. */
    List<String> readStrings(int size) throws MalformedThriftException {
        List<String> strings = new ArrayList<>(Math.min(size, remaining() / Integer.BYTES));
        for (int i = 0; i < size; i++) {
            strings.add(readString());
        }
        return strings;
    }

    /** Length of a string or size of a container. */
    int readLength() throws MalformedThriftException {
        int length = readInt();
        if (length < 0) {
            throw MalformedThriftException.negativeLength(length);
        }
        return length;
    }

    /** Passes over one value. */
    void skip(byte type) throws MalformedThriftException {
        skip(type, MAX_DEPTH);
    }

    /** Passes over the elements of a list or set whose header has been read. */
    void skipElements(byte type, int size) throws MalformedThriftException {
        skipElements(type, size, MAX_DEPTH);
    }

    private void skip(byte type, int depth) throws MalformedThriftException {
        if (depth <= 0) {
            throw MalformedThriftException.tooDeep();
        }
        switch (type) {
            case ThriftType.BOOL, ThriftType.BYTE -> take(1);
            case ThriftType.I16 -> take(2);
            case ThriftType.I32 -> take(4);
            case ThriftType.I64, ThriftType.DOUBLE -> take(8);
            case ThriftType.UUID -> take(16);
            case ThriftType.STRING -> take(readLength());
            case ThriftType.STRUCT -> skipStruct(depth - 1);
            case ThriftType.MAP -> skipMap(depth - 1);
            case ThriftType.SET, ThriftType.LIST -> {
                byte element = readByte();
                skipElements(element, readLength(), depth - 1);
            }
            default -> throw MalformedThriftException.unknownType(type);
        }
    }

    private void skipStruct(int depth) throws MalformedThriftException {
        for (byte type = readByte(); type != ThriftType.STOP; type = readByte()) {
            readShort();
            skip(type, depth);
        }
    }

    private void skipMap(int depth) throws MalformedThriftException {
        byte key = readByte();
        byte value = readByte();
        int size = readLength();
        for (int i = 0; i < size; i++) {
            skip(key, depth);
            skip(value, depth);
        }
    }

    private void skipElements(byte type, int size, int depth) throws MalformedThriftException {
        for (int i = 0; i < size; i++) {
            skip(type, depth);
        }
    }

    private int remaining() {
        return bytes.length - position;
    }

    /** Moves over {@code count} bytes and answers where they start. */
    private int take(int count) throws MalformedThriftException {
        if (count > remaining()) {
            throw MalformedThriftException.truncated(count, remaining());
        }
        int start = position;
        position += count;
        return start;
    }

    private int intAt(int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }
}
