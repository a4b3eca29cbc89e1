package dev.firn.serdes.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EventFields;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Enriched events as the JSON object that Snowplow's analytics SDKs make of a TSV row: every scalar column under its own
 * name, in TSV order, {@code null} when empty; numbers as numbers, decimals and coordinates as Java prints doubles, flags
 * as booleans, timestamps as {@link java.time.Instant} texts. The two forms differ in the three JSON columns.
 *
 * <p>Written straight from the event; the result equals that of reading the event's TSV row back first. A JSON column
 * that is no self-describing envelope, which no pipeline of ours makes, is written under its own name as it is.
 *
 * <p>Stateless and thread-safe.
 */
public enum EnrichedJson {
    /**
     * The SDKs' lossy form, which most loaders want: the JSON columns are replaced by one key for each schema, behind the
     * scalars. {@code unstruct_event_com_acme_click_1} holds the event's data, {@code contexts_com_acme_user_1} an array
     * of the contexts of that schema and model, in order, each with its {@code _schema_version}. A key that derived
     * contexts have too is theirs alone. {@code geo_location} is {@code "latitude,longitude"}.
     */
    FLATTENED {
        @Override
        void writeEnvelope(AtomicField field, @Nullable JsonNode envelope, ObjectWriter out) {
            // behind the scalars, see below
        }

        @Override
        void writeAdded(EventFields event, ObjectWriter out) {
            Entities.writeFlattened(event, out);
            Float latitude = event.floating(AtomicField.GEO_LATITUDE);
            Float longitude = event.floating(AtomicField.GEO_LONGITUDE);
            if (latitude != null && longitude != null) {
                out.string("geo_location", asDouble(latitude) + "," + asDouble(longitude));
            }
        }
    },
    /**
     * The SDKs' lossless form: the JSON columns stay where they are, as envelopes. Contexts that are absent are
     * <code>{}</code>, an absent event is null, and contexts always claim the envelope version 1-0-0.
     */
    NESTED {
        @Override
        void writeEnvelope(AtomicField field, @Nullable JsonNode envelope, ObjectWriter out) {
            Entities.writeNested(field, envelope, out);
        }

        @Override
        void writeAdded(EventFields event, ObjectWriter out) {
            // nothing is added
        }
    };

    private static final AtomicField[] FIELDS = AtomicField.all().toArray(new AtomicField[0]);
    private static final int USUAL_SIZE = 8192;

    abstract void writeEnvelope(AtomicField field, @Nullable JsonNode envelope, ObjectWriter out);

    abstract void writeAdded(EventFields event, ObjectWriter out);

    /** One object. */
    public byte[] encode(EventFields event) {
        Utf8Output out = new Utf8Output(USUAL_SIZE);
        write(event, out);
        return out.toByteArray();
    }

    /** Appends one object. */
    public void write(EventFields event, Utf8Output out) {
        ObjectWriter object = new ObjectWriter(out);
        for (AtomicField field : FIELDS) {
            Object value = event.value(field);
            if (field.kind() == AtomicField.Kind.JSON) {
                writeEnvelope(field, (JsonNode) value, object);
            } else {
                object.scalar(field, value);
            }
        }
        writeAdded(event, object);
        object.end();
    }

    /** The member of the flattened form that holds contexts of this schema; one for all versions of a model. */
    public static String contextsMember(SchemaKey schema) {
        return Entities.key("contexts_", schema);
    }

    /** Reads an object of either form; see {@link EnrichedJsonReader} for what the flattened form cannot give back. */
    public static DecodedEvent decode(byte[] json) {
        return JsonText.parse(json).fold(EnrichedJsonReader::read, DecodedEvent.NotJson::new);
    }

    /** The double that the column's TSV text denotes, which is not the nearest to the float. */
    static double asDouble(Float value) {
        return Double.parseDouble(value.toString());
    }

    /** Writes the members of one object. */
    static final class ObjectWriter {

        private static final String[] KEYS = new String[FIELDS.length];

        static {
            for (AtomicField field : FIELDS) {
                KEYS[field.ordinal()] = '"' + field.column() + "\":";
            }
        }

        final Utf8Output out;
        private int separator = '{';

        ObjectWriter(Utf8Output out) {
            this.out = out;
        }

        /** A column's key; the value is the caller's to write. */
        void key(AtomicField field) {
            separate();
            out.ascii(KEYS[field.ordinal()]);
        }

        /** Any other key. */
        void key(String name) {
            separate();
            out.jsonString(name);
            out.writeByte(':');
        }

        void string(String name, String value) {
            key(name);
            out.jsonString(value);
        }

        void scalar(AtomicField field, @Nullable Object value) {
            key(field);
            if (value == null) {
                out.ascii("null");
                return;
            }
            switch (field.kind()) {
                case TEXT -> text(EnrichedTsv.clean((String) value));
                case INTEGER -> out.decimal((Integer) value);
                case FLAG -> out.ascii((Boolean) value ? "true" : "false");
                case DECIMAL -> number(((BigDecimal) value).doubleValue());
                case FLOAT -> number(asDouble((Float) value));
                case TIMESTAMP -> instant((Long) value);
                case JSON -> out.json((JsonNode) value);
            }
        }

        void end() {
            out.writeByte('}');
        }

        private void separate() {
            out.writeByte(separator);
            separator = ',';
        }

        /** An empty text is an empty column, and that is no value. */
        private void text(String value) {
            if (value.isEmpty()) {
                out.ascii("null");
            } else {
                out.jsonString(value);
            }
        }

        /** JSON has no infinity; a decimal that needs it has more than 308 digits. */
        private void number(double value) {
            out.ascii(Double.isFinite(value) ? Double.toString(value) : "null");
        }

        private void instant(long epochMillis) {
            out.writeByte('"');
            out.ascii(Timestamps.instant(epochMillis));
            out.writeByte('"');
        }
    }
}
