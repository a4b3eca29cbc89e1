package dev.firn.topology.adjoin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.topology.flow.Origin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ad events as bytes, version 1. Texts carry their length in two bytes, numbers are big-endian.
 *
 * <pre>
 * record of the topic: version, kind, id, content; its timestamp is the time, its key the join key
 * row of the store:    version, content, for a conversion with revision, digest, number of claims, (kind, id)* before
 * content:             parts (1 = link, 2 = origin), [link], [topic, partition, offset, index], fields up to the end
 * </pre>
 */
final class AdBytes {

    private static final byte VERSION = 1;
    private static final int LINK = 1;
    private static final int ORIGIN = 2;

    private static final int STANDING_BYTES = Integer.BYTES + Standing.DIGEST_BYTES + Integer.BYTES;

    /** Of an origin without its topic. */
    private static final int PLACE_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES;

    private AdBytes() {}

    static byte[] toRecord(AdEvent event) {
        byte[] id = event.id().getBytes(UTF_8);
        Content content = Content.of(event);
        ByteBuffer out = ByteBuffer.allocate(2 + Short.BYTES + id.length + content.size());
        put(out.put(VERSION).put((byte) event.kind().ordinal()), id);
        content.writeTo(out);
        return out.array();
    }

    static AdEvent ofRecord(byte[] value, long time) {
        ByteBuffer in = versioned(value);
        AdKind kind = AdKind.at(in.get());
        return content(in, kind, text(in), time);
    }

    static byte[] toRow(AdEvent touch) {
        Content content = Content.of(touch);
        ByteBuffer out = ByteBuffer.allocate(1 + content.size()).put(VERSION);
        content.writeTo(out);
        return out.array();
    }

    static byte[] toRow(Conversion conversion) {
        Content content = Content.of(conversion.event());
        Standing standing = conversion.standing();
        List<byte[]> ids = new ArrayList<>();
        int bytes = 1 + STANDING_BYTES + content.size();
        for (Claim claim : standing.claims()) {
            byte[] id = claim.id().getBytes(UTF_8);
            ids.add(id);
            bytes += 1 + Short.BYTES + id.length;
        }
        ByteBuffer out = ByteBuffer.allocate(bytes)
                .put(VERSION)
                .putInt(standing.revision())
                .put(standing.digest())
                .putInt(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            put(out.put((byte) standing.claims().get(i).kind().ordinal()), ids.get(i));
        }
        content.writeTo(out);
        return out.array();
    }

    static AdEvent touch(AdKind kind, String id, long time, byte[] row) {
        return content(versioned(row), kind, id, time);
    }

    static Conversion conversion(String id, long time, byte[] row) {
        ByteBuffer in = versioned(row);
        Standing standing = standing(in);
        return new Conversion(content(in, AdKind.CONVERSION, id, time), standing);
    }

    private static Standing standing(ByteBuffer in) {
        int revision = in.getInt();
        byte[] digest = new byte[Standing.DIGEST_BYTES];
        in.get(digest);
        int count = in.getInt();
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            claims.add(new Claim(AdKind.at(in.get()), text(in)));
        }
        return new Standing(revision, digest, claims);
    }

    private static AdEvent content(ByteBuffer in, AdKind kind, String id, long time) {
        byte parts = in.get();
        String link = (parts & LINK) != 0 ? text(in) : null;
        Origin origin = (parts & ORIGIN) != 0 ? new Origin(text(in), in.getInt(), in.getLong(), in.getInt()) : null;
        byte[] fields = new byte[in.remaining()];
        in.get(fields);
        return new AdEvent(kind, id, time, link, fields, origin);
    }

    private static ByteBuffer versioned(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("an ad event of layout " + version + ", but this version of Firn reads "
                    + VERSION + ": it was written by a newer one");
        }
        return in;
    }

    private static void put(ByteBuffer out, byte[] text) {
        out.putShort((short) text.length).put(text);
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(text);
        return new String(text, UTF_8);
    }

    /** What topic and store have in common. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(byte @Nullable [] link, byte @Nullable [] topic, @Nullable Origin origin, byte[] fields) {

        static Content of(AdEvent event) {
            Origin origin = event.origin();
            return new Content(
                    event.link() == null ? null : event.link().getBytes(UTF_8),
                    origin == null ? null : origin.topic().getBytes(UTF_8),
                    origin,
                    event.fields());
        }

        int size() {
            return 1
                    + (link == null ? 0 : Short.BYTES + link.length)
                    + (topic == null ? 0 : Short.BYTES + topic.length + PLACE_BYTES)
                    + fields.length;
        }

        void writeTo(ByteBuffer out) {
            out.put((byte) ((link == null ? 0 : LINK) | (origin == null ? 0 : ORIGIN)));
            if (link != null) {
                AdBytes.put(out, link);
            }
            if (origin != null && topic != null) {
                AdBytes.put(out, topic);
                out.putInt(origin.partition()).putLong(origin.offset()).putInt(origin.index());
            }
            out.put(fields);
        }
    }
}
