package dev.firn.enrichments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Gives an id to an event whose tracker sent none. Called once per event, in payload order; must be thread-safe when the
 * pipeline is shared.
 */
@FunctionalInterface
public interface EventIds {

    /**
     * @param record the collector record, not to be changed
     * @param index which event of the record, from 0
     */
    UUID eventId(byte[] record, int index);

    /**
     * Ids that depend on nothing but the record and the index: a replay gives the same ones. Two equal records get equal
     * ids; where that matters, mix in coordinates with {@link #derivedFrom}.
     */
    static EventIds ofContent() {
        return (record, index) -> nameBased(record, ("#" + index).getBytes(StandardCharsets.US_ASCII));
    }

    /** Ids that depend on a name (such as topic, partition and offset) and the index. */
    static EventIds derivedFrom(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return (record, index) -> nameBased(bytes, ("#" + index).getBytes(StandardCharsets.US_ASCII));
    }

    private static UUID nameBased(byte[] name, byte[] suffix) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(name);
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(suffix));
            // RFC 9562, version 5 and the IETF variant.
            long high = (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L;
            long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
