package dev.firn.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Replaces {@code {"file": "/run/secrets/x"}} by the content of that file, so that a configuration needs to hold no
 * secret. An object counts when {@code file} is all it has. One line break at the end of the content is not part of it.
 */
final class SecretFiles {

    private static final String MEMBER = "file";

    private final Consumer<String> problems;

    /** Files that cannot be read are told to the consumer; their value is then empty. */
    SecretFiles(Consumer<String> problems) {
        this.problems = problems;
    }

    ConfigValue reveal(ConfigValue value) {
        if (value instanceof ConfigObject object) {
            ConfigValue file = object.get(MEMBER);
            if (object.size() == 1 && file != null && file.valueType() == ConfigValueType.STRING) {
                String path = Tree.text(file);
                return Tree.value(content(path), Secrets.FILE_ORIGIN + path);
            }
            return revealObject(object);
        }
        return value instanceof ConfigList list && !list.isEmpty() ? revealList(list) : value;
    }

    ConfigObject revealObject(ConfigObject object) {
        ConfigObject revealed = object;
        for (Map.Entry<String, ConfigValue> member : object.entrySet()) {
            revealed = revealed.withValue(member.getKey(), reveal(member.getValue()));
        }
        return revealed;
    }

    private ConfigValue revealList(ConfigList list) {
        List<ConfigValue> items = new ArrayList<>();
        list.forEach(item -> items.add(reveal(item)));
        return ConfigValueFactory.fromIterable(items).withOrigin(list.origin());
    }

    JsonNode reveal(JsonNode node) {
        JsonNode file = node.get(MEMBER);
        if (node.isObject() && node.size() == 1 && file != null && file.isTextual()) {
            return TextNode.valueOf(content(file.textValue()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode revealed = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> revealed.set(member.getKey(), reveal(member.getValue())));
            return revealed;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode revealed = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> revealed.add(reveal(item)));
            return revealed;
        }
        return node;
    }

    private String content(String path) {
        try {
            return withoutLineBreak(Files.readString(Path.of(path)));
        } catch (IOException | InvalidPathException e) {
            problems.accept("Cannot read file: " + path + " (" + Document.reason(e) + ")");
            return "";
        }
    }

    private static String withoutLineBreak(String text) {
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        return text.substring(0, end > 0 && end < text.length() && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
