package dev.firn.serdes.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An enriched event: a value, or none, for each {@link AtomicField}.
 *
 * <p>Immutable and safe to share, as long as nobody changes the JSON trees in it. {@link #toString} shows no values.
 */
public final class EnrichedEvent implements EventFields {

    private final @Nullable Object[] values;

    private EnrichedEvent(@Nullable Object[] values) {
        this.values = values;
    }

    public static Builder builder() {
        return new Builder(new @Nullable Object[AtomicField.all().size()]);
    }

    /** A builder that starts with this event's values. */
    public Builder toBuilder() {
        return new Builder(values.clone());
    }

    @Override
    public @Nullable Object value(AtomicField field) {
        return values[field.ordinal()];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnrichedEvent that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "EnrichedEvent[" + value(AtomicField.EVENT_ID) + "]";
    }

    /** Collects values; hands its array over on {@link #build}, after which it is empty again. Not thread-safe. */
    public static final class Builder implements EventFields {

        private @Nullable Object[] values;

        private Builder(@Nullable Object[] values) {
            this.values = values;
        }

        @Override
        public @Nullable Object value(AtomicField field) {
            return values[field.ordinal()];
        }

        /**
         * Sets or, with null, clears a column.
         *
         * @throws IllegalArgumentException when the value's type is not the column's {@link AtomicField.Kind#type}
         */
        public Builder set(AtomicField field, @Nullable Object value) {
            if (value != null && !field.kind().type().isInstance(value)) {
                throw new IllegalArgumentException(
                        field.column() + " takes " + field.kind().type().getSimpleName() + ", not "
                                + value.getClass().getSimpleName());
            }
            values[field.ordinal()] = value;
            return this;
        }

        public EnrichedEvent build() {
            EnrichedEvent event = new EnrichedEvent(values);
            values = new @Nullable Object[values.length];
            return event;
        }

        /** What the event would be now; the builder keeps its values. */
        public EnrichedEvent snapshot() {
            return new EnrichedEvent(values.clone());
        }
    }
}
