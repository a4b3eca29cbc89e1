package dev.firn.serdes.badrow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object, read by name; what is missing or of another type ends the reading. */
record Members(JsonNode json) {

    boolean has(String name) {
        return json.has(name);
    }

    JsonNode any(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw new UnreadableException("no " + name);
        }
        return value;
    }

    Members object(String name) {
        JsonNode value = any(name);
        if (!value.isObject()) {
            throw unfit(name, value);
        }
        return new Members(value);
    }

    String text(String name) {
        JsonNode value = any(name);
        if (!value.isTextual()) {
            throw unfit(name, value);
        }
        return value.textValue();
    }

    /** Null when absent or JSON's null. */
    @Nullable
    String textOrNull(String name) {
        return json.path(name).isNull() || !has(name) ? null : text(name);
    }

    int integer(String name) {
        JsonNode value = any(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw unfit(name, value);
        }
        return value.intValue();
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw unfit(name, any(name));
        }
    }

    SchemaKey schemaKey(String name) {
        return SchemaKey.parse(text(name)).fold(key -> key, code -> {
            throw unfit(name, any(name));
        });
    }

    /** Empty when absent or JSON's null. */
    List<String> texts(String name) {
        return list(name, item -> {
            if (!item.isTextual()) {
                throw unfit(name, item);
            }
            return item.textValue();
        });
    }

    <T> List<T> objects(String name, Function<Members, T> read) {
        return list(name, item -> {
            if (!item.isObject()) {
                throw unfit(name, item);
            }
            return read.apply(new Members(item));
        });
    }

    private <T> List<T> list(String name, Function<JsonNode, T> read) {
        List<T> items = new ArrayList<>();
        JsonNode list = json.path(name);
        if (!list.isArray() && !list.isNull() && !list.isMissingNode()) {
            throw unfit(name, list);
        }
        list.forEach(item -> items.add(read.apply(item)));
        return items;
    }

    /** Names the member and the type of what was there, but not the value: messages end in logs. */
    static UnreadableException unfit(String name, JsonNode value) {
        return new UnreadableException(
                name + " does not fit: " + value.getNodeType().name().toLowerCase(Locale.ROOT));
    }
}
