package dev.firn.topology.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that an output wrote, as a consumer reads it.
 *
 * @param topic where it is
 * @param key null when it has none
 * @param headers in the order of the record
 * @param timestamp the record's
 * @param value not to be changed
 */
public record OutputRecord(
        String topic, @Nullable String key, Map<String, String> headers, Instant timestamp, byte[] value) {

    /** The value as text. */
    public String text() {
        return new String(value, UTF_8);
    }

    /**
     * The value as JSON.
     *
     * @throws AssertionError when it is none
     */
    public JsonNode json() {
        return JsonText.parse(text()).fold(json -> json, error -> {
            throw new AssertionError("topic '" + topic + "' holds something else than JSON: " + text());
        });
    }

    @Override
    public String toString() {
        return topic + " (key " + key + "): " + text();
    }
}
