package dev.firn.topology.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.serdes.event.AtomicField;
import dev.firn.topology.flow.Item;
import org.jspecify.annotations.Nullable;

/** The key by which items are spread over the partitions of the topic between: the event's id, or else the item's place. */
final class PartitionKey {

    private PartitionKey() {}

    static byte[] of(Item item) {
        String id = eventId(item);
        return id == null ? item.origin().toString().getBytes(UTF_8) : IdKey.of(id);
    }

    private static @Nullable String eventId(Item item) {
        String id = item instanceof Item.Event event ? event.event().text(AtomicField.EVENT_ID) : null;
        return id == null || id.isEmpty() ? null : id;
    }
}
