package dev.firn.topology.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.format.EnrichedTsv;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Version 1: version, kind, name, origin, content. Texts and contents carry their length where more follows. */
final class ItemBytes {

    private static final byte VERSION = 1;
    private static final StreamId.Kind[] KINDS = StreamId.Kind.values();

    private ItemBytes() {}

    static byte[] write(Item item) {
        byte[] name = item.stream().name().getBytes(StandardCharsets.UTF_8);
        Origin origin = item.origin();
        byte[] topic = origin.topic().getBytes(StandardCharsets.UTF_8);
        byte[] content = content(item);
        return ByteBuffer.allocate(2 + 1 + name.length + 2 + topic.length + 4 + 8 + 4 + content.length)
                .put(VERSION)
                .put((byte) item.stream().kind().ordinal())
                .put((byte) name.length)
                .put(name)
                .putShort((short) topic.length)
                .put(topic)
                .putInt(origin.partition())
                .putLong(origin.offset())
                .putInt(origin.index())
                .put(content)
                .array();
    }

    private static byte[] content(Item item) {
        if (item instanceof Item.Event event) {
            return EnrichedTsv.encode(event.event());
        }
        if (item instanceof Item.Bad bad) {
            return BadRowJson.encode(bad.row());
        }
        return item instanceof Item.Raw raw ? raw.bytes() : JsonText.write(((Item.Json) item).object()).getBytes(StandardCharsets.UTF_8);
    }

    static Item read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("an item of layout " + version + ", but this version of Firn reads "
                    + VERSION + ": it was written by a newer one");
        }
        StreamId.Kind kind = KINDS[in.get()];
        StreamId stream = new StreamId(kind, text(in, in.get()));
        Origin origin = new Origin(text(in, in.getShort()), in.getInt(), in.getLong(), in.getInt());
        byte[] content = new byte[in.remaining()];
        in.get(content);
        return switch (kind) {
            case GOOD, INCOMPLETE, PII, DUPLICATES ->
                new Item.Event(stream, origin, EnrichedTsv.decode(content).orThrow());
            case BAD -> new Item.Bad(origin, BadRowJson.decode(content).orThrow());
            case RAW -> new Item.Raw(origin, content);
            case JSON, JOINED -> new Item.Json(stream, origin, object(content));
        };
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ObjectNode object(byte[] json) {
        return JsonText.parse(json).fold(node -> (ObjectNode) node, message -> {
            throw new IllegalStateException("not written by this version of Firn: " + message);
        });
    }
}
