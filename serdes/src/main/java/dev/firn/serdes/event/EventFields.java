package dev.firn.serdes.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Read access to the columns of an event, finished or in the making. Typed getters fail on a column of another kind. */
public interface EventFields {

    /** The value, of the type {@link AtomicField.Kind#type} says, or null. */
    @Nullable
    Object value(AtomicField field);

    default boolean has(AtomicField field) {
        return value(field) != null;
    }

    default @Nullable String text(AtomicField field) {
        return (String) value(field);
    }

    default @Nullable Integer integer(AtomicField field) {
        return (Integer) value(field);
    }

    default @Nullable Boolean flag(AtomicField field) {
        return (Boolean) value(field);
    }

    default @Nullable BigDecimal decimal(AtomicField field) {
        return (BigDecimal) value(field);
    }

    default @Nullable Float floating(AtomicField field) {
        return (Float) value(field);
    }

    /** Epoch milliseconds. */
    default @Nullable Long timestamp(AtomicField field) {
        return (Long) value(field);
    }

    default @Nullable JsonNode json(AtomicField field) {
        return (JsonNode) value(field);
    }
}
