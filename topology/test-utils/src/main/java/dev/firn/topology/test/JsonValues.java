package dev.firn.topology.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks into JSON for assertions. */
final class JsonValues {

    /** 1, 1.0 and 1e0 are the same number to everybody who reads JSON. */
    private static final Comparator<JsonNode> BY_VALUE = (left, right) -> left.isNumber() && right.isNumber()
            ? left.decimalValue().compareTo(right.decimalValue())
            : left.equals(right) ? 0 : 1;

    private JsonValues() {}

    static boolean same(JsonNode left, JsonNode right) {
        return left.equals(BY_VALUE, right);
    }

    /** The entities in a column of contexts, or the one in an unstructured event. */
    static List<SelfDescribingJson> entities(@Nullable JsonNode envelope) {
        JsonNode data = envelope == null ? JsonNodeFactory.instance.missingNode() : envelope.path("data");
        List<SelfDescribingJson> entities = new ArrayList<>();
        if (data.isArray()) {
            data.forEach(entity -> entities.add(SelfDescribingJson.of(entity).orThrow()));
        } else if (data.isObject()) {
            entities.add(SelfDescribingJson.of(data).orThrow());
        }
        return entities;
    }

    static List<SelfDescribingJson> matching(SchemaCriterion schema, List<SelfDescribingJson> entities) {
        return entities.stream()
                .filter(entity -> schema.matches(entity.schema()))
                .toList();
    }

    /** One in a line, for people. */
    static String lines(List<SelfDescribingJson> entities) {
        return entities.isEmpty()
                ? "\n  (none)"
                : entities.stream()
                        .map(entity -> "\n  " + entity.schema() + " " + JsonText.write(entity.data()))
                        .collect(Collectors.joining());
    }

    /** The tree's text and, each for itself and unescaped, all texts in it. */
    static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        texts.add(JsonText.write(json));
        collect(json, texts);
        return texts;
    }

    private static void collect(JsonNode json, List<String> texts) {
        if (json.isTextual()) {
            texts.add(json.textValue());
        }
        json.forEach(child -> collect(child, texts));
    }
}
