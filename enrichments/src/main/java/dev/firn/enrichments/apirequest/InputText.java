package dev.firn.enrichments.apirequest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.enrichments.lookup.EntityInput;
import dev.firn.enrichments.lookup.Input;
import dev.firn.enrichments.lookup.PojoInput;
import dev.firn.enrichments.spi.EventView;
import dev.firn.registry.json.JsonText;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Inputs as the texts that go into URLs and bodies. */
final class InputText {

    private InputText() {}

    /** Null when the event has no such column or entity; an entity without a match is the empty text. */
    static @Nullable String of(Input input, EventView event) {
        if (input instanceof PojoInput column) {
            return column.text(event);
        }
        JsonNode value = ((EntityInput) input).value(event);
        return value == null ? null : text(value);
    }

    static String text(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (!value.isArray()) {
            return JsonText.write(value);
        }
        StringJoiner items = new StringJoiner(",");
        value.forEach(item -> items.add(text(item)));
        return items.toString();
    }
}
