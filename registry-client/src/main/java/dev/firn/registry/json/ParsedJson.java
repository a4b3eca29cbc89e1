package dev.firn.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/** What {@link JsonText#parse} made of a text: a tree, or the reason why there is none. */
public sealed interface ParsedJson {

    /** The text was one JSON value. */
    record Json(JsonNode node) implements ParsedJson {
        @Override
        public <R> R fold(Function<JsonNode, R> json, Function<String, R> notJson) {
            return json.apply(node);
        }
    }

    /**
     * The text was not one JSON value.
     *
     * @param message {@code invalid json: } and what was expected where, as it is written into bad rows
     */
    record NotJson(String message) implements ParsedJson {
        @Override
        public <R> R fold(Function<JsonNode, R> json, Function<String, R> notJson) {
            return notJson.apply(message);
        }
    }

    /** Exactly one of the two functions is called. */
    <R> R fold(Function<JsonNode, R> json, Function<String, R> notJson);
}
