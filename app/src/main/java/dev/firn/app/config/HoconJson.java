package dev.firn.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.firn.registry.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * JSON that somebody may have written as HOCON.
 *
 * <p>A text that is JSON is read as JSON, for HOCON loses on the way what JSON means: integers beyond 64 bits become
 * texts there, and the order of members is lost. Only a text that is no JSON is read as HOCON; its numbers keep their
 * spelling.
 */
final class HoconJson {

    private HoconJson() {}

    /** The object that the document holds, substitutions replaced and secret files read. */
    static Loaded<JsonNode> read(Document document, Surroundings surroundings) {
        JsonNode json;
        try {
            json = JsonText.parse(document.text())
                    .fold(
                            node -> node,
                            notJson -> of(resolved(document, surroundings).root()));
        } catch (ConfigException e) {
            return Loaded.failed(document.unparsable(e.getMessage()));
        }
        if (!json.isObject()) {
            return Loaded.failed(document.unparsable("not an object"));
        }
        List<String> problems = new ArrayList<>();
        JsonNode revealed = new SecretFiles(problems::add).reveal(json);
        return problems.isEmpty() ? Loaded.ok(revealed) : new Loaded.Failed<>(problems);
    }

    private static Config resolved(Document document, Surroundings surroundings) {
        return surroundings.resolve(document.parse());
    }

    static JsonNode of(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> object((ConfigObject) value);
            case LIST -> array((ConfigList) value);
            case NUMBER -> number(value);
            case BOOLEAN -> BooleanNode.valueOf((Boolean) value.unwrapped());
            case STRING -> TextNode.valueOf(Tree.text(value));
            case NULL -> NullNode.getInstance();
        };
    }

    private static JsonNode object(ConfigObject object) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(object).forEach((name, member) -> node.set(name, of(member)));
        return node;
    }

    private static JsonNode array(ConfigList list) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode(list.size());
        list.forEach(item -> node.add(of(item)));
        return node;
    }

    /** As it was written; {@code 007} and the like, which JSON does not know, by their value. */
    private static JsonNode number(ConfigValue value) {
        Number number = (Number) value.unwrapped();
        JsonNode byValue = number instanceof Double
                ? DoubleNode.valueOf(number.doubleValue())
                : LongNode.valueOf(number.longValue());
        return JsonText.parse(Tree.text(value)).fold(node -> node.isNumber() ? node : byValue, notJson -> byValue);
    }
}
