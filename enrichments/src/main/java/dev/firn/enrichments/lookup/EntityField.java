package dev.firn.enrichments.lookup;

import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of an event that hold self-describing JSON, by the column in which they are written. */
public enum EntityField {
    CONTEXTS(AtomicField.CONTEXTS),
    /** What earlier enrichments attached. */
    DERIVED_CONTEXTS(AtomicField.DERIVED_CONTEXTS),
    UNSTRUCT_EVENT(AtomicField.UNSTRUCT_EVENT);

    private final AtomicField column;

    EntityField(AtomicField column) {
        this.column = column;
    }

    /** The part of this column name, or null. */
    public static @Nullable EntityField named(String name) {
        for (EntityField field : values()) {
            if (field.column.column().equals(name)) {
                return field;
            }
        }
        return null;
    }

    public AtomicField column() {
        return column;
    }

    /** The first entity, in list order, that satisfies the criterion. */
    public @Nullable SelfDescribingJson first(EventView event, SchemaCriterion criterion) {
        if (this == UNSTRUCT_EVENT) {
            SelfDescribingJson unstruct = event.unstructEvent();
            return unstruct != null && criterion.matches(unstruct.schema()) ? unstruct : null;
        }
        List<SelfDescribingJson> entities = this == CONTEXTS ? event.contexts() : event.derivedContexts();
        for (SelfDescribingJson entity : entities) {
            if (criterion.matches(entity.schema())) {
                return entity;
            }
        }
        return null;
    }
}
