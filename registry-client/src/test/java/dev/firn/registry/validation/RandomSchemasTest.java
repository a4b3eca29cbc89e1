package dev.firn.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.json.ParsedJson;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the schema and the value: no exception, and both validators of one mind. */
class RandomSchemasTest {

    private static final String[] KEYWORDS = {
        "type",
        "properties",
        "items",
        "required",
        "enum",
        "$ref",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "dependencies",
        "additionalProperties",
        "additionalItems",
        "patternProperties",
        "pattern",
        "format",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "multipleOf",
        "minLength",
        "maxLength",
        "minItems",
        "uniqueItems",
        "nullable",
        "definitions",
        "id",
        "$schema",
        "self",
        "notAllowed"
    };
    private static final String[] WORDS = {
        "string", "integer", "number", "object", "array", "null", "boolean", "#", "#/definitions/a", "http://a", "a",
        "b", "#x", "^a", "(a+)+$", "[", "date-time", "uri", "email", "", "😀", "\ud83d"
    };
    private static final String[] NUMBERS = {
        "0", "1", "-1", "2.50", "1e3", "-0", "1e999999999", "0.01", "9007199254740993"
    };

    /** Not beyond the precision of a double, to which the library rounds divisors. */
    private static final String[] DIVISORS = {"1", "2.50", "1e3", "0.01", "7"};

    private final SchemaCompiler compiler = new SchemaCompiler(40);

    @Test
    void anySchemaAndValueHaveAnOutcome() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        int usable = 0;
        for (int i = 0; i < 10_000; i++) {
            String schema = schema(random, 0);
            if (hasOutcome(schema, value(random, 0), value(random, 0))) {
                usable++;
            }
        }
        assertThat(usable).as("usable schemas, seed %d", seed).isGreaterThan(500);
        assertThat(compiler.disagreements()).as("seed %d", seed).isZero();
    }

    @FuzzTest
    void anyTextsHaveAnOutcome(FuzzedDataProvider data) {
        String schema = data.consumeString(2_000);
        hasOutcome(schema, data.consumeRemainingAsString());
    }

    private boolean hasOutcome(String schema, String... values) {
        if (!(JsonText.parse(schema) instanceof ParsedJson.Json parsed)) {
            return false;
        }
        CompiledSchema compiled = compiler.compile(parsed.node());
        if (!compiled.issues().isEmpty()) {
            return false;
        }
        for (String value : values) {
            if (JsonText.parse(value) instanceof ParsedJson.Json json) {
                JsonNode node = json.node();
                assertThat(compiled.validate(node))
                        .isEqualTo(compiled.validate(node))
                        .hasSizeLessThan(66);
                assertThat(compiled.accepts(node))
                        .isEqualTo(compiled.validate(node).isEmpty());
            }
        }
        return true;
    }

    private static String schema(Random random, int depth) {
        StringBuilder schema = new StringBuilder("{");
        for (int n = random.nextInt(4); n > 0; n--) {
            String keyword = pick(random, KEYWORDS);
            String value = random.nextInt(12) == 0 ? value(random, depth) : argument(random, keyword, depth + 1);
            schema.append(JsonText.write(Golden.json('"' + keyword + '"')))
                    .append(':')
                    .append(value);
            schema.append(n > 1 ? "," : "");
        }
        return schema.append('}').toString();
    }

    /** Mostly what the keyword wants. */
    private static String argument(Random random, String keyword, int depth) {
        boolean deep = depth > 4;
        return switch (keyword) {
            case "properties", "patternProperties", "definitions", "dependencies" ->
                deep ? "{}" : "{\"a\":" + schema(random, depth) + ",\"b\":" + schema(random, depth) + "}";
            case "items", "additionalItems", "additionalProperties", "not" -> deep ? "{}" : schema(random, depth);
            case "allOf", "anyOf", "oneOf" ->
                deep ? "[{}]" : "[" + schema(random, depth) + "," + schema(random, depth) + "]";
            case "required", "notAllowed" -> "[\"a\"]";
            case "enum" -> "[" + value(random, 3) + ",null]";
            case "multipleOf" -> pick(random, DIVISORS);
            case "minimum", "maximum", "minLength", "maxLength", "minItems" -> pick(random, NUMBERS);
            case "exclusiveMinimum", "uniqueItems", "nullable" -> String.valueOf(random.nextBoolean());
            default -> text(random);
        };
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2, 3 -> text(random);
            case 4 -> pick(random, NUMBERS);
            case 5 -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
            default -> "{\"a\":" + value(random, depth + 1) + ",\"#x\":" + value(random, depth + 1) + "}";
        };
    }

    private static String text(Random random) {
        return '"' + pick(random, WORDS) + '"';
    }

    private static String pick(Random random, String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
