package dev.firn.serdes.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the Thrift binary protocol into a growing array. Fields that are null or have no id are left out. */
final class ThriftWriter {

    private byte[] bytes = new byte[1024];
    private int size;

    ThriftWriter string(int id, @Nullable String value) {
        if (value != null && id != Numbering.NONE) {
            field(ThriftType.STRING, id);
            element(value);
        }
        return this;
    }

    ThriftWriter i32(int id, int value) {
        field(ThriftType.I32, id);
        writeInt(value);
        return this;
    }

    ThriftWriter i64(int id, long value) {
        field(ThriftType.I64, id);
        writeInt((int) (value >>> 32));
        writeInt((int) value);
        return this;
    }

    ThriftWriter strings(int id, @Nullable List<String> values) {
        if (values != null && id != Numbering.NONE) {
            field(ThriftType.LIST, id);
            writeByte(ThriftType.STRING);
            writeInt(values.size());
            values.forEach(this::element);
        }
        return this;
    }

    /** Opens a nested struct; {@link #stop} closes it. */
    ThriftWriter struct(int id) {
        field(ThriftType.STRUCT, id);
        return this;
    }

    ThriftWriter stop() {
        writeByte(ThriftType.STOP);
        return this;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void field(byte type, int id) {
        writeByte(type);
        writeByte(id >> 8);
        writeByte(id);
    }

    private void element(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeInt(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void writeInt(int value) {
        ensure(Integer.BYTES);
        bytes[size++] = (byte) (value >>> 24);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
