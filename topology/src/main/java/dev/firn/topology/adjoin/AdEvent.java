package dev.firn.topology.adjoin;

import dev.firn.topology.flow.Origin;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an impression, a click or a conversion.
 *
 * @param time in epoch milliseconds
 * @param link the id of the event before it that it names
 * @param fields the text of a JSON object in UTF-8; empty for none. Never changed
 * @param origin of a conversion: where the item came from that told of it first; of others null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record AdEvent(AdKind kind, String id, long time, @Nullable String link, byte[] fields, @Nullable Origin origin) {

    /** The order in which things happened. */
    static final Comparator<AdEvent> ORDER =
            Comparator.comparingLong(AdEvent::time).thenComparing(AdEvent::id);

    /**
     * Which of two copies counts: the earlier one, as later ones are resent; and when only contents differ, the same one
     * whichever comes first.
     */
    private static final Comparator<AdEvent> COPIES = Comparator.comparingLong(AdEvent::time)
            .thenComparing(AdEvent::link, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(AdEvent::fields, Arrays::compare);

    boolean precedes(AdEvent copy) {
        return COPIES.compare(this, copy) < 0;
    }
}
