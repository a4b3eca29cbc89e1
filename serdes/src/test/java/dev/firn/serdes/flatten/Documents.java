package dev.firn.serdes.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.stream.Stream;

/** Documents by a seed, made of what is likely to break flattening. */
final class Documents {

    private static final String[] KEYS = {
        "",
        "a",
        "b",
        "a_b",
        "_",
        "__",
        "a_",
        "_a",
        "~",
        "~~",
        "a~",
        "~_",
        "_~",
        "0",
        "1",
        "01",
        "-1",
        "10",
        "007",
        "99999999999999999999",
        "a_0",
        "0_a",
        "~0",
        "a.b",
        ".",
        "a..b",
        "::",
        ":",
        "a:",
        "한글",
        "키_값",
        "😀",
        "😀_",
        "é",
        "e\u0301",
        "__proto__",
        "constructor",
        " ",
        "a b",
        "\n",
        "\"",
        "\\",
        "\u0000",
        "*",
        "[0]",
        "a[0]",
        "key",
        "Key"
    };

    private static final JsonNode[] SCALARS = Stream.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "-0",
                    "1",
                    "1.0",
                    "1.10",
                    "1e400",
                    "1E+400",
                    "-1e-999999999",
                    "12345678901234567890",
                    "-12345678901234567890123456789012345678901234567890",
                    "0.1",
                    "3.141592653589793238462643383279502884197",
                    "9223372036854775807",
                    "9223372036854775808",
                    "\"\"",
                    "\"a\"",
                    "\"1\"",
                    "\"1e5\"",
                    "\"NaN\"",
                    "\"{}\"",
                    "\"[1]\"",
                    "\"{\\\"a\\\":1}\"",
                    "\"null\"",
                    "\"한글 😀\"",
                    "\"\\u0000\"")
            .map(Json::tree)
            .toArray(JsonNode[]::new);

    private final Random random;

    Documents(long seed) {
        random = new Random(seed);
    }

    ObjectNode next() {
        return object(random.nextInt(6) + 1);
    }

    private ObjectNode object(int levels) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = size(); i > 0; i--) {
            object.set(key(), value(levels - 1));
        }
        return object;
    }

    private ArrayNode array(int levels) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(20) == 0 ? 12 : size(); i > 0; i--) {
            array.add(value(levels - 1));
        }
        return array;
    }

    private int size() {
        return Math.min(random.nextInt(7), random.nextInt(7));
    }

    private JsonNode value(int levels) {
        int kind = random.nextInt(10);
        if (levels > 0 && kind < 3) {
            return object(levels);
        }
        if (levels > 0 && kind < 5) {
            return array(levels);
        }
        return SCALARS[random.nextInt(SCALARS.length)];
    }

    private String key() {
        int kind = random.nextInt(10);
        String key = KEYS[random.nextInt(KEYS.length)];
        if (kind == 0) {
            return key + KEYS[random.nextInt(KEYS.length)];
        }
        return kind == 1 ? Character.toString(random.nextInt(0xD800)) : key;
    }
}
