package dev.firn.topology.test;

import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.EnrichedTsv;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the good or the incomplete topic, read back as a consumer reads it.
 *
 * @param event what its value says
 * @param key null when the topology gave none
 * @param headers in the order of the record
 * @param timestamp the record's
 * @param value the text that is in the topic
 */
public record EventRecord(
        EnrichedEvent event, @Nullable String key, Map<String, String> headers, Instant timestamp, String value) {

    /** A column as it stands in TSV; null when it is empty. */
    public @Nullable String text(AtomicField field) {
        return EnrichedTsv.text(event, field);
    }

    /** Enough to know the event again; not all of it. */
    @Override
    public String toString() {
        return text(AtomicField.EVENT_NAME) + " event " + text(AtomicField.EVENT_ID) + " (app_id "
                + text(AtomicField.APP_ID) + ", page_url " + text(AtomicField.PAGE_URL) + ", key " + key + ")";
    }
}
