package dev.firn.topology.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.firn.serdes.badrow.BadRowJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.flow.Item;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The names of each scope, with their types and where their values are: the one list of them. */
final class Names {

    /** One name. */
    record Name(CelType type, Reader reader) {}

    /** Finds a value in a record; never Java's null. Fails on items of another scope. */
    interface Reader {
        Object read(Record<?, ? extends Item> record);
    }

    private static final CelType JSON_MAP = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final Map<Scope, Map<String, Name>> ALL = new LinkedHashMap<>();

    static {
        for (Scope scope : Scope.values()) {
            ALL.put(scope, of(scope));
        }
    }

    private Names() {}

    static Map<String, Name> in(Scope scope) {
        return ALL.getOrDefault(scope, Map.of());
    }

    private static Map<String, Name> of(Scope scope) {
        Map<String, Name> names = new LinkedHashMap<>();
        switch (scope) {
            case EVENT -> AtomicField.all().forEach(field -> names.put(field.column(), column(field)));
            case BAD -> {
                put(
                        names,
                        "type",
                        SimpleType.STRING,
                        record -> bad(record).row().failure().kind().schema().name());
                put(
                        names,
                        "schema",
                        SimpleType.STRING,
                        record -> bad(record).row().failure().kind().schema().toString());
                put(
                        names,
                        "bad",
                        JSON_MAP,
                        record -> new JsonMap(BadRowJson.toJson(bad(record).row())));
            }
            case JSON -> put(names, "record", JSON_MAP, record -> new JsonMap(((Item.Json) record.value()).object()));
            case RAW -> put(names, "size", SimpleType.INT, record -> (long) ((Item.Raw) record.value()).bytes().length);
        }
        put(
                names,
                "headers",
                MapType.create(SimpleType.STRING, NullableType.create(SimpleType.STRING)),
                record -> new HeaderMap(record.headers()));
        put(names, "timestamp", SimpleType.TIMESTAMP, record -> Instant.ofEpochMilli(record.timestamp()));
        put(names, "stream", SimpleType.STRING, record -> record.value().stream()
                .toString());
        put(names, "origin.topic", SimpleType.STRING, record -> record.value()
                .origin()
                .topic());
        put(names, "origin.partition", SimpleType.INT, record ->
                (long) record.value().origin().partition());
        put(names, "origin.offset", SimpleType.INT, record -> record.value()
                .origin()
                .offset());
        put(names, "origin.index", SimpleType.INT, record ->
                (long) record.value().origin().index());
        return Map.copyOf(names);
    }

    private static void put(Map<String, Name> names, String name, CelType type, Reader reader) {
        names.put(name, new Name(type, reader));
    }

    private static Item.Bad bad(Record<?, ? extends Item> record) {
        return (Item.Bad) record.value();
    }

    static EnrichedEvent event(Record<?, ? extends Item> record) {
        return ((Item.Event) record.value()).event();
    }

    private static Name column(AtomicField field) {
        return switch (field.kind()) {
            case TEXT ->
                new Name(
                        NullableType.create(SimpleType.STRING),
                        record -> text(event(record).text(field)));
            case INTEGER ->
                new Name(NullableType.create(SimpleType.INT), record -> {
                    Integer value = event(record).integer(field);
                    return value == null ? NullValue.NULL_VALUE : (Object) value.longValue();
                });
            case FLAG ->
                new Name(
                        NullableType.create(SimpleType.BOOL),
                        record -> orNull(event(record).flag(field)));
            case DECIMAL ->
                new Name(NullableType.create(SimpleType.DOUBLE), record -> {
                    BigDecimal value = event(record).decimal(field);
                    return value == null ? NullValue.NULL_VALUE : (Object) value.doubleValue();
                });
            case FLOAT ->
                new Name(NullableType.create(SimpleType.DOUBLE), record -> {
                    // As its text reads, which is not the nearest double to the float.
                    Float value = event(record).floating(field);
                    return value == null ? NullValue.NULL_VALUE : (Object) Double.parseDouble(value.toString());
                });
            case TIMESTAMP ->
                new Name(SimpleType.TIMESTAMP, record -> {
                    Long value = event(record).timestamp(field);
                    return value == null ? NullValue.NULL_VALUE : (Object) Instant.ofEpochMilli(value);
                });
            case JSON ->
                new Name(JSON_MAP, record -> new EntityMap(event(record).json(field)));
        };
    }

    /** An empty text is an empty column, and that is no value. */
    private static Object text(@Nullable String value) {
        return value == null || value.isEmpty() ? NullValue.NULL_VALUE : value;
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? NullValue.NULL_VALUE : value;
    }
}
