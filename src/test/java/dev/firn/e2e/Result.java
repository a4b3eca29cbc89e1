package dev.firn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import dev.firn.serdes.event.AtomicField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An output record in the form in which two runs can be compared: what tells when a run took place is masked, and nothing
 * else.
 *
 * @param id of the event or bad row; the same in every run
 * @param content key, timestamp, headers and masked value
 */
public record Result(String id, String content) {

    private static final String MASK = "*";
    private static final int ETL_TSTAMP = column(AtomicField.ETL_TSTAMP);
    private static final int EVENT_ID = column(AtomicField.EVENT_ID);
    /** How often a registry was asked depends on the time, too: what it did not know is asked for again after a minute. */
    private static final List<String> TIMES = List.of("lastAttempt", "attempts", "etl_tstamp");

    /** A record of the topic of good events; its id is the event's. */
    public static Result good(byte @Nullable [] key, long timestamp, String headers, byte[] value) {
        String[] columns = text(value).split("\t", -1);
        if (columns.length <= EVENT_ID) {
            return new Result("no event", text(value));
        }
        columns[ETL_TSTAMP] = MASK;
        return new Result("good/" + columns[EVENT_ID], content(key, timestamp, headers, String.join("\t", columns)));
    }

    /** A record of the topic of bad rows; its id is its key, which is derived from the place of the input record. */
    public static Result bad(byte @Nullable [] key, long timestamp, String headers, byte[] value) {
        if (!(JsonText.parse(value) instanceof ParsedJson.Json json)) {
            return new Result("bad/" + text(key), content(key, timestamp, headers, text(value)));
        }
        if (json.node().path("data").path("failure") instanceof ObjectNode failure) {
            failure.put("timestamp", MASK);
        }
        mask(json.node());
        return new Result("bad/" + text(key), content(key, timestamp, headers, JsonText.write(json.node())));
    }

    /**
     * A record with only its value and time compared.
     *
     * @param id the same in every run
     */
    public static Result of(String id, long timestamp, byte[] value) {
        if (JsonText.parse(value) instanceof ParsedJson.Json json) {
            mask(json.node());
            return new Result(id, timestamp + " | " + JsonText.write(json.node()));
        }
        return new Result(id, timestamp + " | " + text(value));
    }

    public static Result good(ConsumerRecord<byte[], byte[]> record) {
        return good(record.key(), record.timestamp(), headers(record), record.value());
    }

    public static Result bad(ConsumerRecord<byte[], byte[]> record) {
        return bad(record.key(), record.timestamp(), headers(record), record.value());
    }

    /** A record of any output of events or objects: key, time and value without what tells when the run took place. */
    static String masked(ConsumerRecord<byte[], byte[]> record) {
        if (JsonText.parse(record.value()) instanceof ParsedJson.Json json) {
            mask(json.node());
            return content(record.key(), record.timestamp(), "", JsonText.write(json.node()));
        }
        return good(record.key(), record.timestamp(), "", record.value()).content();
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        record.headers().forEach(header -> text.append(header.key())
                .append('=')
                .append(text(header.value()))
                .append(';'));
        return text.toString();
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String field : TIMES) {
                if (object.has(field)) {
                    object.put(field, MASK);
                }
            }
        }
        node.forEach(Result::mask);
    }

    private static String content(byte @Nullable [] key, long timestamp, String headers, String value) {
        return text(key) + " | " + timestamp + " | " + headers + " | " + value;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static int column(AtomicField field) {
        return Arrays.asList(AtomicField.values()).indexOf(field);
    }
}
