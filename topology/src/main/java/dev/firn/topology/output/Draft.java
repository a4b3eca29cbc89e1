package dev.firn.topology.output;

import dev.firn.topology.flow.Item;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** An output record on its way: what its later parts may refer to. Not thread-safe. */
final class Draft {

    final Record<byte[], Item> from;
    final Headers headers;
    long timestamp;
    byte @Nullable [] key;

    /** Bytes that our headers add. */
    private int headerBytes;

    Draft(Record<byte[], Item> from) {
        this.from = from;
        this.timestamp = from.timestamp();
        this.headers = from.headers().toArray().length == 0 ? new RecordHeaders() : new RecordHeaders(from.headers());
        for (var header : headers) {
            headerBytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
    }

    Item item() {
        return from.value();
    }

    void header(String name, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        headers.add(name, value);
        headerBytes += value.length + name.length();
    }

    /** What key and headers add to the size of the record. */
    int extraBytes() {
        return headerBytes + (key == null ? 0 : key.length);
    }
}
