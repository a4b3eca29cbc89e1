package dev.firn.topology.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.badrow.BadRowJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Layout 1: the byte 1, the kind of the stream, its name, the origin, the content. Names carry their length. Contents are
 * {@linkplain EventBytes those of an event}, a bad row's JSON, an object's JSON, or the bytes of a payload.
 */
final class ItemBytes {

    private static final byte LAYOUT = 1;
    private static final StreamId.Kind[] KINDS = StreamId.Kind.values();

    private ItemBytes() {}

    static byte[] write(Item item) {
        byte[] head = head(item);
        if (item instanceof Item.Event event) {
            return EventBytes.write(event.event(), head);
        }
        byte[] content = content(item);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    private static byte[] head(Item item) {
        byte[] name = item.stream().name().getBytes(StandardCharsets.UTF_8);
        Origin origin = item.origin();
        byte[] topic = origin.topic().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + 1 + name.length + 2 + topic.length + 4 + 8 + 4)
                .put(LAYOUT)
                .put((byte) item.stream().kind().ordinal())
                .put((byte) name.length)
                .put(name)
                .putShort((short) topic.length)
                .put(topic)
                .putInt(origin.partition())
                .putLong(origin.offset())
                .putInt(origin.index())
                .array();
    }

    private static byte[] content(Item item) {
        if (item instanceof Item.Bad bad) {
            return BadRowJson.encode(bad.row());
        }
        if (item instanceof Item.Raw raw) {
            return raw.bytes();
        }
        Utf8Output out = new Utf8Output();
        out.json(((Item.Json) item).object());
        return out.toByteArray();
    }

    /** @param bytes kept, so not to be changed any more */
    static Item read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte layout = in.get();
        if (layout != LAYOUT) {
            throw new IllegalStateException("an item of layout " + layout + ", but this version of Firn reads layout "
                    + LAYOUT + ": it was written by another version");
        }
        StreamId.Kind kind = KINDS[in.get()];
        StreamId stream = new StreamId(kind, text(in, in.get()));
        Origin origin = new Origin(text(in, in.getShort()), in.getInt(), in.getLong(), in.getInt());
        return switch (kind) {
            case GOOD, INCOMPLETE, PII, DUPLICATES -> new Item.Event(stream, origin, EventBytes.read(in));
            case BAD -> new Item.Bad(origin, BadRowJson.decode(rest(in)).orThrow());
            case RAW -> new Item.Raw(origin, rest(in));
            case JSON, JOINED ->
                new Item.Json(stream, origin, (ObjectNode) JsonText.ofWritten(bytes, in.position(), bytes.length));
        };
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return rest;
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
