package dev.firn.topology.feature;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.topology.feature.FeatureListener.Fate;
import dev.firn.topology.flow.Item;
import org.jspecify.annotations.Nullable;

/** What an item goes on as, and telling it. Thread-safe. */
final class Endings {

    private final Attachment attachment;
    private final @Nullable ObjectNode missing;
    private final FeatureListener listener;

    Endings(FeatureJoin join) {
        attachment = new Attachment(join);
        missing = join.missing();
        listener = join.listener();
    }

    FeatureListener listener() {
        return listener;
    }

    /** One that did not have to wait. */
    Item atOnce(Item item, byte @Nullable [] feature) {
        if (feature != null) {
            listener.count(Fate.JOINED);
            return attachment.to(item, feature);
        }
        if (missing == null) {
            listener.count(Fate.MISSING);
            return item;
        }
        listener.count(Fate.DEFAULTED);
        return attachment.to(item, missing);
    }

    Item waited(Item item, byte[] feature) {
        listener.count(Fate.WAITED_THEN_JOINED);
        return attachment.to(item, feature);
    }

    Item inVain(Item item) {
        listener.count(Fate.WAITED_IN_VAIN);
        return missing == null ? item : attachment.to(item, missing);
    }

    void overflowed() {
        listener.count(Fate.OVERFLOWED);
    }
}
