package dev.firn.topology.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.serdes.badrow.BadRow;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.DecodedEvent;
import dev.firn.serdes.format.EnrichedJson;
import dev.firn.serdes.format.EnrichedTsv;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Everything that came out on one topic so far, read back. Kafka's driver forgets what was read; this remembers. */
final class OutputTopic<T> {

    private final TopologyTestDriver streams;
    private final String name;
    private final BiFunction<String, TestRecord<byte[], byte[]>, T> decoder;
    private final List<T> records = new ArrayList<>();

    OutputTopic(TopologyTestDriver streams, String name, BiFunction<String, TestRecord<byte[], byte[]>, T> decoder) {
        this.streams = streams;
        this.name = name;
        this.decoder = decoder;
    }

    List<T> records() {
        // The driver does not know a topic before its first record.
        if (streams.producedTopicNames().contains(name)) {
            ByteArrayDeserializer bytes = new ByteArrayDeserializer();
            streams.createOutputTopic(name, bytes, bytes)
                    .readRecordsToList()
                    .forEach(record -> records.add(decoder.apply(name, record)));
        }
        return Collections.unmodifiableList(records);
    }

    /** @throws AssertionError when the value is no event */
    static EventRecord event(String topic, TestRecord<byte[], byte[]> record) {
        return event(plain(topic, record));
    }

    private static EnrichedEvent event(String topic, byte[] value) {
        DecodedEvent decoded =
                value.length > 0 && value[0] == '{' ? EnrichedJson.decode(value) : EnrichedTsv.decode(value);
        return decoded.fold(read -> read, failure -> {
            throw unreadable(topic, "an enriched event", failure.message(), value);
        });
    }

    /** @throws AssertionError when there is no value */
    static OutputRecord plain(String topic, TestRecord<byte[], byte[]> record) {
        return new OutputRecord(
                topic, text(record.key()), texts(record.headers()), timestamp(record), value(topic, record));
    }

    /** @throws AssertionError when the value is no event */
    static EventRecord event(OutputRecord record) {
        return new EventRecord(
                event(record.topic(), record.value()),
                record.key(),
                record.headers(),
                record.timestamp(),
                record.text());
    }

    /** @throws AssertionError when the value is no bad row */
    static BadRecord badRow(String topic, TestRecord<byte[], byte[]> record) {
        byte[] value = value(topic, record);
        BadRow row = BadRowJson.decode(value).fold(read -> read, message -> {
            throw unreadable(topic, "a bad row", message, value);
        });
        return new BadRecord(row, text(record.key()), timestamp(record), new String(value, UTF_8));
    }

    private static byte[] value(String topic, TestRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            throw new AssertionError("topic '" + topic + "' holds a record without a value");
        }
        return value;
    }

    private static AssertionError unreadable(String topic, String expected, String problem, byte[] value) {
        return new AssertionError("topic '" + topic + "' holds something else than " + expected + ": " + problem
                + "\n  value: " + new String(value, UTF_8));
    }

    private static Instant timestamp(TestRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(header -> texts.put(header.key(), String.valueOf(text(header.value()))));
        return Collections.unmodifiableMap(texts);
    }

    private static @Nullable String text(byte @Nullable [] utf8) {
        return utf8 == null ? null : new String(utf8, UTF_8);
    }
}
