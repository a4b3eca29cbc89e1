package dev.firn.serdes.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EventFields;
import org.jspecify.annotations.Nullable;

/**
 * Enriched events as Snowplow's TSV: the 131 columns of {@link AtomicField} joined by tabs, no header, no quoting, no line
 * end. A column without a value is empty, and so is one with an empty text: readers cannot tell them apart.
 *
 * <p>TSV has no escapes. Values are clean before they come here; should a tab, carriage return or line feed have slipped
 * into a text nevertheless, the tab becomes four spaces and the other two vanish, so that a row is always one row.
 *
 * <p>Stateless and thread-safe.
 */
public final class EnrichedTsv {

    private static final AtomicField[] FIELDS = AtomicField.all().toArray(new AtomicField[0]);
    private static final int USUAL_SIZE = 4096;

    private EnrichedTsv() {}

    /** One row. */
    public static byte[] encode(EventFields event) {
        Utf8Output out = new Utf8Output(USUAL_SIZE);
        write(event, out);
        return out.toByteArray();
    }

    /** Appends one row. */
    public static void write(EventFields event, Utf8Output out) {
        for (AtomicField field : FIELDS) {
            if (field.ordinal() > 0) {
                out.writeByte('\t');
            }
            Object value = event.value(field);
            if (value != null) {
                write(field.kind(), value, out);
            }
        }
    }

    private static void write(AtomicField.Kind kind, Object value, Utf8Output out) {
        switch (kind) {
            case TEXT -> out.utf8(clean((String) value));
            case INTEGER -> out.decimal((Integer) value);
            case JSON -> out.json((JsonNode) value);
            case TIMESTAMP -> Timestamps.write((Long) value, out);
            case FLAG, DECIMAL, FLOAT -> out.ascii(text(kind, value));
        }
    }

    /** What a column holds in a row; null when it is empty. */
    public static @Nullable String text(EventFields event, AtomicField field) {
        Object value = event.value(field);
        if (value == null) {
            return null;
        }
        String text = text(field.kind(), value);
        return text.isEmpty() ? null : text;
    }

    private static String text(AtomicField.Kind kind, Object value) {
        return switch (kind) {
            case TEXT -> clean((String) value);
            case INTEGER, DECIMAL, FLOAT -> value.toString();
            case FLAG -> (Boolean) value ? "1" : "0";
            case TIMESTAMP -> Timestamps.format((Long) value);
            case JSON -> JsonText.write((JsonNode) value);
        };
    }

    /** The text without what would break a row. */
    static String clean(String text) {
        return text.indexOf('\t') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\t", "    ").replace("\n", "").replace("\r", "");
    }

    /** Reads one row. Bytes that are no UTF-8 become U+FFFD. */
    public static DecodedEvent decode(byte[] row) {
        return decode(new String(row, UTF_8));
    }

    /** Reads one row; every value must be of its column's kind, and the columns no event lacks must be there. */
    public static DecodedEvent decode(String row) {
        int columns = 1 + (int) row.chars().filter(c -> c == '\t').count();
        if (columns == 1) {
            return new DecodedEvent.NotTsv();
        }
        if (columns != FIELDS.length) {
            return new DecodedEvent.FieldNumberMismatch(columns);
        }
        ColumnReader columnReader = new ColumnReader();
        int start = 0;
        for (AtomicField field : FIELDS) {
            int tab = row.indexOf('\t', start);
            int end = tab < 0 ? row.length() : tab;
            columnReader.read(field, row.substring(start, end));
            start = end + 1;
        }
        return columnReader.result();
    }
}
