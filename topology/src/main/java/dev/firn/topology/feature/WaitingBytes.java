package dev.firn.topology.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.topology.flow.Item;
import dev.firn.topology.flow.ItemSerde;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;

/** Version 1: version, time of arrival, timestamp, key, headers, item; all but the item with their lengths. */
final class WaitingBytes {

    private static final byte VERSION = 1;
    private static final int FIXED = 1 + 8 + 8 + 4 + 4;
    private static final Serializer<Item> ITEM = new ItemSerde().serializer();
    private static final Deserializer<Item> READ_ITEM = new ItemSerde().deserializer();

    private WaitingBytes() {}

    static byte[] write(long arrival, Record<byte[], Side> record) {
        byte[] item = ITEM.serialize("", record.value().item());
        ByteBuffer out = ByteBuffer.allocate(FIXED + record.key().length + length(record.headers()) + item.length)
                .put(VERSION)
                .putLong(arrival)
                .putLong(record.timestamp())
                .putInt(record.key().length)
                .put(record.key());
        Header[] headers = record.headers().toArray();
        out.putInt(headers.length);
        for (Header header : headers) {
            put(out, header.key().getBytes(UTF_8));
            put(out, header.value());
        }
        return out.put(item).array();
    }

    private static int length(Headers headers) {
        int length = 0;
        for (Header header : headers) {
            length += 8 + header.key().getBytes(UTF_8).length + (header.value() == null ? 0 : header.value().length);
        }
        return length;
    }

    private static void put(ByteBuffer out, byte[] bytes) {
        if (bytes == null) {
            out.putInt(-1);
        } else {
            out.putInt(bytes.length).put(bytes);
        }
    }

    /** When it arrived. */
    static long arrival(byte[] bytes) {
        return start(bytes).getLong();
    }

    static long timestamp(byte[] bytes) {
        return start(bytes).getLong(1 + 8);
    }

    static byte[] key(byte[] bytes) {
        ByteBuffer in = start(bytes).position(1 + 8 + 8);
        return bytes(in, in.getInt());
    }

    static Record<byte[], Item> read(byte[] bytes) {
        ByteBuffer in = start(bytes).position(1 + 8);
        long timestamp = in.getLong();
        byte[] key = bytes(in, in.getInt());
        Headers headers = new RecordHeaders();
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            String name = new String(bytes(in, in.getInt()), UTF_8);
            int length = in.getInt();
            headers.add(name, length < 0 ? null : bytes(in, length));
        }
        return new Record<>(key, READ_ITEM.deserialize("", bytes(in, in.remaining())), timestamp, headers);
    }

    private static ByteBuffer start(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("a waiting item of layout " + version + ", but this version of Firn reads "
                    + VERSION + ": it was written by a newer one");
        }
        return in;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
