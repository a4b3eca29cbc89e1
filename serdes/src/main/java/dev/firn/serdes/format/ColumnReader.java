package dev.firn.serdes.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.ParseError;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.serdes.format.DecodedEvent.InvalidValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects the columns of one event, each read as its kind says, and all that is wrong with them. */
final class ColumnReader {

    private static final Set<AtomicField> REQUIRED =
            EnumSet.of(AtomicField.COLLECTOR_TSTAMP, AtomicField.EVENT_ID, AtomicField.V_COLLECTOR, AtomicField.V_ETL);

    static final SchemaCriterion CONTEXTS =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-*");
    static final SchemaCriterion UNSTRUCT_EVENT =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-*");

    /** Reading a number takes more than linear time in its digits; a double ends at 10^308 anyway. */
    private static final int LONGEST_DECIMAL = 1000;

    private final EnrichedEvent.Builder event = EnrichedEvent.builder();
    private final List<InvalidValue> errors = new ArrayList<>();

    DecodedEvent result() {
        return errors.isEmpty() ? new DecodedEvent.Event(event.build()) : new DecodedEvent.RowDecodingError(errors);
    }

    void read(AtomicField field, String column) {
        // Line ends in another writer's row would vanish on the way out; so that a value stays what it is, they do
        // here.
        String text = EnrichedTsv.clean(column);
        if (!text.isEmpty()) {
            read(field, field.kind(), text);
        } else if (field == AtomicField.EVENT_ID) {
            invalid(field, text, "Cannot parse key event_id into UUID");
        } else if (REQUIRED.contains(field)) {
            invalid(field, text, "Field " + field.column() + " cannot be empty");
        }
    }

    /** As {@link #read}, for a JSON column that has been parsed already. */
    void readJson(AtomicField field, JsonNode json) {
        envelope(field, JsonText.write(json), json);
    }

    private void read(AtomicField field, AtomicField.Kind kind, String text) {
        switch (kind) {
            case TEXT -> set(field, text, field == AtomicField.EVENT_ID ? uuid(text) : text, "UUID");
            case INTEGER -> set(field, text, integer(text), "integer");
            case FLAG -> set(field, text, flag(text), "boolean");
            case DECIMAL -> set(field, text, decimal(text), "double");
            case FLOAT -> set(field, text, floating(text), "double");
            case TIMESTAMP -> set(field, text, timestamp(text), "datetime");
            case JSON -> JsonText.parse(text).fold(json -> envelope(field, text, json), m -> invalid(field, text, m));
        }
    }

    private void set(AtomicField field, String text, @Nullable Object value, String wanted) {
        if (value == null) {
            invalid(field, text, "Cannot parse key " + field.column() + " into " + wanted);
        } else {
            event.set(field, value);
        }
    }

    private boolean invalid(AtomicField field, String text, String message) {
        return errors.add(new InvalidValue(field.column(), text, message));
    }

    private boolean envelope(AtomicField field, String text, JsonNode json) {
        return SelfDescribingJson.of(json)
                .fold(envelope -> contents(field, text, json, envelope), code -> invalid(field, text, code.name()));
    }

    private boolean contents(AtomicField field, String text, JsonNode json, SelfDescribingJson envelope) {
        boolean unstruct = field == AtomicField.UNSTRUCT_EVENT;
        if (!(unstruct ? UNSTRUCT_EVENT : CONTEXTS).matches(envelope.schema())) {
            return invalid(field, text, "Unknown payload: " + envelope.schema());
        }
        boolean selfDescribing = unstruct ? isSelfDescribing(envelope.data()) : areSelfDescribing(envelope.data());
        if (!selfDescribing) {
            return invalid(field, text, ParseError.INVALID_DATA_PAYLOAD.name());
        }
        event.set(field, json);
        return true;
    }

    private static boolean areSelfDescribing(JsonNode contexts) {
        if (!contexts.isArray()) {
            return false;
        }
        for (JsonNode context : contexts) {
            if (!isSelfDescribing(context)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSelfDescribing(JsonNode json) {
        return SelfDescribingJson.of(json).fold(ok -> true, code -> false);
    }

    private static @Nullable String uuid(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Integer integer(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Boolean flag(String text) {
        return text.equals("1") ? Boolean.TRUE : text.equals("0") ? Boolean.FALSE : null;
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return text.length() > LONGEST_DECIMAL ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Float floating(String text) {
        try {
            Float value = Float.valueOf(text);
            return value.isNaN() || value.isInfinite() ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long timestamp(String text) {
        OptionalLong millis = Timestamps.parse(text);
        return millis.isPresent() ? millis.getAsLong() : null;
    }
}
