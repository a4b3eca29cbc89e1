package dev.firn.topology.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.firn.serdes.format.Timestamps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the expression language: from JSON, to JSON, to texts and to Java. */
final class JsonValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Beyond it a number's plain digits are mostly zeros, and might be billions. */
    private static final int MOST_ZEROS = 1000;

    private JsonValues() {}

    static Object toCel(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> new JsonMap((ObjectNode) json);
            case ARRAY -> new JsonList((ArrayNode) json);
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER ->
                json.isIntegralNumber() && json.canConvertToLong()
                        ? (Object) json.longValue()
                        : (Object) json.doubleValue();
            default -> NullValue.NULL_VALUE;
        };
    }

    /** Lists and maps as JSON; null for null. */
    static @Nullable Object toJava(Object value) {
        if (value == NullValue.NULL_VALUE) {
            return null;
        }
        if (value instanceof List || value instanceof Map) {
            return toJson(value);
        }
        if (value instanceof UnsignedLong number) {
            return number.bigIntegerValue().bitLength() < Long.SIZE
                    ? (Object) number.longValue()
                    : (Object) number.bigIntegerValue();
        }
        return value instanceof CelByteString bytes ? bytes.toByteArray() : value;
    }

    /** Null for null and for what JSON cannot say. */
    static @Nullable JsonNode toJson(Object value) {
        if (value instanceof JsonMap map) {
            return map.object();
        }
        if (value instanceof JsonList list) {
            return list.array();
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, member) -> object.set(String.valueOf(toText(name)), toJson(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(element -> array.add(toJson(element)));
            return array;
        }
        if (value instanceof Long number) {
            return number == number.intValue() ? NODES.numberNode(number.intValue()) : NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? NODES.numberNode(number) : null;
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof UnsignedLong) {
            Object number = toJava(value);
            return number instanceof Long whole ? toJson(whole) : NODES.numberNode((BigInteger) number);
        }
        String text = toText(value);
        return text == null ? null : NODES.textNode(text);
    }

    /** Null for null, lists and maps. */
    static @Nullable String toText(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Long
                || value instanceof Boolean
                || value instanceof UnsignedLong
                || value instanceof Duration) {
            return value.toString();
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : null;
        }
        if (value instanceof Instant moment) {
            return Timestamps.iso(moment.toEpochMilli());
        }
        return value instanceof CelByteString bytes ? Base64.getEncoder().encodeToString(bytes.toByteArray()) : null;
    }

    /** As {@link #toText(Object)}, but with all digits of a number. */
    static @Nullable String toText(JsonNode json) {
        return json.isNumber() ? plain(json.decimalValue()) : toText(toCel(json));
    }

    /** Without an exponent, and without zeros that say nothing: equal numbers have equal texts. */
    static @Nullable String plain(BigDecimal number) {
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return Math.abs((long) shortest.scale()) > MOST_ZEROS ? shortest.toString() : shortest.toPlainString();
    }
}
