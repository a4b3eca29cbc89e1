package dev.firn.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Containers that know their own text, so that writing them is a copy.
 *
 * <p>Most JSON that trackers send is compact already, so what comes out of parsing and writing it is what went in; and what
 * an enrichment keeps in a cache is written again and again. The text is right as long as nobody changes the tree, which
 * nobody may: trees are shared between threads.
 */
final class WrittenText {

    /**
     * A part of an array of UTF-8 bytes, not to be changed.
     *
     * @param end where it stops, exclusive
     */
    record Slice(byte[] utf8, int start, int end) {}

    private WrittenText() {}

    /** The same object or array, with its text; anything else as it is. */
    static JsonNode of(JsonNode tree, byte[] utf8, int start, int end) {
        Slice text = new Slice(utf8, start, end);
        if (tree instanceof ObjectNode object) {
            return new WrittenObject(object, text);
        }
        return tree instanceof ArrayNode array ? new WrittenArray(array, text) : tree;
    }

    /** The object that a text says, read when it is looked into. */
    static ObjectNode lazy(byte[] utf8, int start, int end) {
        return new WrittenObject(new Slice(utf8, start, end));
    }

    /** An object with its text. */
    @SuppressWarnings({"serial", "unchecked"}) // nobody serializes trees; Jackson itself narrows deepCopy so
    static final class WrittenObject extends ObjectNode {
        private final transient Slice text;

        WrittenObject(ObjectNode from, Slice text) {
            super(JsonNodeFactory.instance, members(from));
            this.text = text;
        }

        WrittenObject(Slice text) {
            super(JsonNodeFactory.instance, new LazyMembers(text));
            this.text = text;
        }

        private static Map<String, JsonNode> members(ObjectNode from) {
            Map<String, JsonNode> members = new LinkedHashMap<>();
            from.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            return members;
        }

        Slice text() {
            return text;
        }
    }

    /** An array with its text. */
    @SuppressWarnings({"serial", "unchecked"}) // as above
    static final class WrittenArray extends ArrayNode {
        private final transient Slice text;

        WrittenArray(ArrayNode from, Slice text) {
            super(JsonNodeFactory.instance, elements(from));
            this.text = text;
        }

        private static List<JsonNode> elements(ArrayNode from) {
            List<JsonNode> elements = new ArrayList<>(from.size());
            from.forEach(elements::add);
            return elements;
        }

        Slice text() {
            return text;
        }
    }

    /**
     * Whether valid JSON (but for its UTF-8) without repeated keys is spelled just as {@link Utf8Output#json} spells it. A
     * false negative costs time only.
     */
    static boolean isAsWritten(byte[] utf8, int start, int end) {
        int i = start;
        while (i < end) {
            int b = utf8[i++];
            if (b == '"') {
                i = endOfString(utf8, i, end);
                if (i < 0) {
                    return false;
                }
            } else if (b <= ' ') {
                return false;
            }
        }
        return true;
    }

    /** Where the string that begins at {@code i} has ended, or -1 when something in it is spelled otherwise. */
    private static int endOfString(byte[] utf8, int start, int end) {
        int i = start;
        while (i < end) {
            int b = utf8[i++];
            if (b == '"') {
                return i;
            }
            if (b == '\\') {
                // Only the escapes that have a letter: which characters the others stand for would have to be looked
                // at.
                if (i >= end || SHORT_ESCAPES.indexOf(utf8[i++]) < 0) {
                    return -1;
                }
            } else if (b < 0) {
                i = endOfCharacter(utf8, i - 1, end);
                if (i < 0) {
                    return -1;
                }
            } else if (b < ' ' || b == 0x7F) {
                return -1;
            }
        }
        return -1;
    }

    private static final String SHORT_ESCAPES = "\"\\bfnrt";

    /** Past one well-formed character of two to four bytes that needs no escape, or -1. Unicode, table 3-7. */
    private static int endOfCharacter(byte[] utf8, int start, int end) {
        int lead = utf8[start] & 0xFF;
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (lead < 0xC2 || lead > 0xF4 || start + length > end) {
            return -1;
        }
        int second = utf8[start + 1] & 0xFF;
        // U+0080 to U+009F are controls.
        int least = lead == 0xC2 || lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return -1;
        }
        for (int i = 2; i < length; i++) {
            if ((utf8[start + i] & 0xC0) != 0x80) {
                return -1;
            }
        }
        return start + length;
    }
}
