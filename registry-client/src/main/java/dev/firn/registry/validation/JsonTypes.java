package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;

/** The types of JSON Schema as bits. An integer is what is spelled as one: {@code 10.0} and {@code 1e1} are not. */
final class JsonTypes {

    static final int STRING = 1;
    static final int INTEGER = 2;
    static final int FRACTION = 4;
    static final int OBJECT = 8;
    static final int ARRAY = 16;
    static final int BOOLEAN = 32;
    static final int NULL = 64;
    static final int ANY = 127;

    private JsonTypes() {}

    static int of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> STRING;
            case NUMBER -> value.isIntegralNumber() ? INTEGER : FRACTION;
            case OBJECT -> OBJECT;
            case ARRAY -> ARRAY;
            case BOOLEAN -> BOOLEAN;
            case NULL -> NULL;
            default -> 0;
        };
    }

    /** What a name in {@code type} admits; nothing for a name that JSON Schema does not know. */
    static int named(String name) {
        return switch (name) {
            case "string" -> STRING;
            case "integer" -> INTEGER;
            case "number" -> INTEGER | FRACTION;
            case "object" -> OBJECT;
            case "array" -> ARRAY;
            case "boolean" -> BOOLEAN;
            case "null" -> NULL;
            default -> 0;
        };
    }
}
