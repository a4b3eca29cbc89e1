package dev.firn.topology.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.flow.Item;
import org.jspecify.annotations.Nullable;

/**
 * The key by which items are spread over the partitions of the topic between: the event's id; what is no event keeps its
 * key, which its outputs may use; else the item's place.
 */
final class PartitionKey {

    private PartitionKey() {}

    static byte[] of(byte @Nullable [] key, Item item) {
        if (!(item instanceof Item.Event) && key != null && key.length > 0) {
            return key;
        }
        String id = eventId(item);
        return id == null ? item.origin().toString().getBytes(UTF_8) : IdKey.of(id);
    }

    private static @Nullable String eventId(Item item) {
        String id = item instanceof Item.Event event ? event.event().text(AtomicField.EVENT_ID) : null;
        return id == null || id.isEmpty() ? null : id;
    }
}
