package dev.firn.enrichments.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.transform.WarehouseTime;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.format.Timestamps;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.nashorn.api.scripting.ScriptObjectMirror;
import org.openjdk.nashorn.api.scripting.ScriptUtils;

/**
 * Values of columns as scripts see them, and back. Texts and whole numbers are converted as Nashorn converts arguments of
 * Java methods, since that is what scripts written for Snowplow rely on: {@code '9'} is the number 9, and a text that is no
 * number is 0. Beyond that, undefined clears a column, and numbers and texts fit decimal columns.
 */
final class ColumnValues {

    private static final int LONGEST_DECIMAL = 400;
    private static final int LARGEST_SCALE = 1000;

    private ColumnValues() {}

    /** What a script gets for a column's value. */
    static @Nullable Object toScript(AtomicField.Kind kind, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case TEXT, INTEGER, FLOAT, DECIMAL -> value;
            case FLAG -> (Boolean) value ? 1 : 0;
            case TIMESTAMP -> Timestamps.format((Long) value);
            case JSON -> JsonText.write((JsonNode) value);
        };
    }

    /** What a script gets for a value that it has set itself. */
    static @Nullable Object edited(AtomicField.Kind kind, @Nullable Object value) {
        return kind == AtomicField.Kind.JSON ? value : toScript(kind, value);
    }

    /**
     * What a script's value becomes in a column; of JSON columns the text, unread.
     *
     * @throws Unfit when the column cannot hold it
     */
    static @Nullable Object fromScript(AtomicField.Kind kind, @Nullable Object value) throws Unfit {
        if (value == null || ScriptObjectMirror.isUndefined(value)) {
            return null;
        }
        return switch (kind) {
            case TEXT, JSON -> text(value);
            case INTEGER -> value instanceof Integer ? value : ScriptUtils.convert(value, Integer.class);
            case FLAG -> value instanceof Boolean ? value : ((Byte) ScriptUtils.convert(value, Byte.class)) != 0;
            case FLOAT -> floating(value);
            case DECIMAL -> decimal(value);
            case TIMESTAMP -> timestamp(text(value));
        };
    }

    private static String text(Object value) {
        return value instanceof CharSequence text ? text.toString() : (String) ScriptUtils.convert(value, String.class);
    }

    private static Float floating(Object value) throws Unfit {
        Float number = (Float) ScriptUtils.convert(value, Float.class);
        if (number.isNaN() || number.isInfinite()) {
            throw new Unfit(value, "a number");
        }
        return number;
    }

    private static BigDecimal decimal(Object value) throws Unfit {
        String text = value instanceof Number ? value.toString() : text(value).trim();
        if (text.length() <= LONGEST_DECIMAL) {
            try {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= LARGEST_SCALE) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new Unfit(value, "a number");
            }
        }
        throw new Unfit(value, "a number");
    }

    private static Long timestamp(String text) throws Unfit {
        OptionalLong time = Timestamps.parse(text);
        if (time.isEmpty() || !WarehouseTime.holds(time.getAsLong())) {
            throw new Unfit(text, "a time as yyyy-MM-dd HH:mm:ss.SSS");
        }
        return time.getAsLong();
    }

    /** A value of which a column's kind can make nothing. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private static final int LONGEST_QUOTE = 100;

        Unfit(Object value, String expected) {
            super(quoted(value) + " is not " + expected, null, false, false);
        }

        private static String quoted(Object value) {
            String text = value instanceof ScriptObjectMirror ? "an object" : value.toString();
            return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        }
    }
}
