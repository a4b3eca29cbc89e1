package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.json.JsonText;
import java.util.List;

/** JSON for tests. */
final class Json {

    private Json() {}

    static JsonNode tree(String text) {
        return JsonText.parse(text).fold(node -> node, message -> {
            throw new AssertionError(message + " in " + text);
        });
    }

    static ObjectNode object(String text) {
        return (ObjectNode) tree(text);
    }

    static String text(JsonNode tree) {
        return JsonText.write(tree);
    }

    /** The flat objects as texts. */
    static List<String> flat(FlattenRules rules, String document) {
        return texts(Flattener.of(rules).flatten(tree(document)));
    }

    static List<String> texts(Flattened flattened) {
        return flattened.records().stream().map(Json::text).toList();
    }
}
