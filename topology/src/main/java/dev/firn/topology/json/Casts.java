package dev.firn.topology.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.registry.json.JsonText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of one type to another. */
final class Casts {

    /** Numbers in texts are not longer. */
    private static final int LONGEST_NUMBER = 400;

    private Casts() {}

    /** Null when it cannot be; JSON's null stays as it is. */
    static @Nullable JsonNode cast(JsonNode value, Change.Kind kind) {
        if (value.isNull()) {
            return value;
        }
        return switch (kind) {
            case TEXT -> value.isTextual() ? value : TextNode.valueOf(JsonText.write(value));
            case NUMBER -> number(value);
            case INTEGER -> integer(number(value));
            case BOOLEAN -> flag(value);
        };
    }

    private static @Nullable JsonNode number(JsonNode value) {
        if (value.isNumber()) {
            return value;
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_NUMBER) {
            return null;
        }
        return JsonText.parse(value.textValue().strip()).fold(json -> json.isNumber() ? json : null, message -> null);
    }

    private static @Nullable JsonNode integer(@Nullable JsonNode number) {
        return number != null && number.isIntegralNumber() ? number : null;
    }

    private static @Nullable JsonNode flag(JsonNode value) {
        if (value.isBoolean()) {
            return value;
        }
        String text = value.isTextual()
                ? value.textValue().strip().toLowerCase(Locale.ROOT)
                : value.isNumber() ? value.asText() : "";
        return switch (text) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> null;
        };
    }
}
