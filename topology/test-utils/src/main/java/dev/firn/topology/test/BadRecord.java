package dev.firn.topology.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.serdes.badrow.BadRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the bad topic, read back as a consumer reads it.
 *
 * @param row what its value says
 * @param key null when the topology gave none
 * @param timestamp the record's
 * @param value the text that is in the topic
 */
public record BadRecord(BadRow row, @Nullable String key, Instant timestamp, String value) {

    public BadRow.Kind kind() {
        return row.failure().kind();
    }

    /** What was wrong, one line for each thing, for people. */
    public List<String> messages() {
        return FailureTexts.of(row.failure());
    }

    /** The whole self-describing bad row. */
    public JsonNode json() {
        return JsonSource.parse("bad row", value);
    }

    @Override
    public String toString() {
        return kind().schema().name() + ": " + String.join("; ", messages());
    }
}
