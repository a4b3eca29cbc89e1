package dev.firn.enrichments.lookup;

import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.enrichments.spi.EventPart;
import dev.firn.enrichments.spi.EventView;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.format.EnrichedTsv;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value of a column. Immutable and thread-safe. */
public record PojoInput(AtomicField column) implements Input {

    /** Names that Snowplow knows a column by beside our own. */
    private static final Map<String, AtomicField> ALIASES = Map.of(
            "refr_dvce_tstamp", AtomicField.REFR_DVCE_TSTAMP, "refr_device_tstamp", AtomicField.REFR_DVCE_TSTAMP);

    /** Reads {@code field}. */
    public static PojoInput of(ConfigReader pojo) {
        String name = pojo.text("field");
        AtomicField column = ALIASES.getOrDefault(name, AtomicField.ofColumn(name));
        if (column == null) {
            throw new EnrichmentConfigException(
                    pojo.name("field") + " is " + name + "; expected the name of a column, such as user_id");
        }
        return new PojoInput(column);
    }

    @Override
    public EventPart part() {
        return EventPart.column(column);
    }

    /**
     * The value as Snowplow's enrichments see it: a {@code String}, {@code Integer}, {@code Byte} (a flag, 0 or 1),
     * {@code Float} or {@code BigDecimal}; times and JSON are texts. Null when the column is empty.
     */
    public @Nullable Object value(EventView event) {
        Object value = event.value(column);
        if (value == null) {
            return null;
        }
        return switch (column.kind()) {
            case TEXT, INTEGER, FLOAT, DECIMAL -> value;
            case FLAG -> (byte) ((Boolean) value ? 1 : 0);
            case TIMESTAMP, JSON -> EnrichedTsv.text(event, column);
        };
    }

    /** The same as text; null when the column is empty. */
    public @Nullable String text(EventView event) {
        Object value = value(event);
        return value == null ? null : value.toString();
    }
}
