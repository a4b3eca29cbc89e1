package dev.firn.topology.flow;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Bytes of items, for topics between steps and for stores. The first byte is the version of the layout, so that what an
 * older version left can be told from what is written now. Thread-safe.
 */
public final class ItemSerde implements Serde<Item> {

    @Override
    public Serializer<Item> serializer() {
        return (topic, item) -> item == null ? null : ItemBytes.write(item);
    }

    @Override
    public Deserializer<Item> deserializer() {
        return (topic, bytes) -> bytes == null ? null : ItemBytes.read(bytes);
    }
}
