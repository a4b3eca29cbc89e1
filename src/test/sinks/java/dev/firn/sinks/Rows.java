package dev.firn.sinks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The same row twice: as Firn wrote it and as a table holds it, in values that can be compared. */
final class Rows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Rows() {}

    static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a table with these columns should hold for the event. */
    static Map<String, Object> expected(JsonNode event, Schema columns) {
        Map<String, Object> row = new TreeMap<>();
        for (Types.NestedField column : columns.columns()) {
            JsonNode value = event.get(column.name());
            if (value != null && !value.isNull()) {
                row.put(column.name(), expected(value, column));
            }
        }
        return row;
    }

    private static Object expected(JsonNode value, Types.NestedField column) {
        return switch (column.type().typeId()) {
            case STRING -> value.textValue();
            case INTEGER -> value.intValue();
            case DOUBLE -> value.doubleValue();
            case BOOLEAN -> value.booleanValue();
            case TIMESTAMP -> Instant.parse(value.textValue());
            case DECIMAL ->
                new BigDecimal(value.asText())
                        .setScale(((Types.DecimalType) column.type()).scale(), RoundingMode.HALF_UP);
            default -> throw new IllegalArgumentException(column.toString());
        };
    }

    /** What the table holds, of these columns. */
    static Map<String, Object> actual(Record record, Schema columns) {
        Map<String, Object> row = new TreeMap<>();
        for (Types.NestedField column : columns.columns()) {
            Object value = record.getField(column.name());
            if (value != null) {
                row.put(column.name(), value instanceof OffsetDateTime time ? time.toInstant() : value);
            }
        }
        return row;
    }
}
