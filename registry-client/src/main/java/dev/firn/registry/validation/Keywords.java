package dev.firn.registry.validation;

import java.util.Set;

/** The keywords of draft-04 by what stands behind them. What is in no set means nothing to us. */
final class Keywords {

    /** One schema. */
    static final Set<String> SCHEMA = Set.of("items", "additionalItems", "additionalProperties", "not");

    /** Schemas in an array. */
    static final Set<String> SCHEMAS = Set.of("items", "allOf", "anyOf", "oneOf");

    /** Schemas by name. */
    static final Set<String> NAMED_SCHEMAS = Set.of("properties", "patternProperties", "definitions", "dependencies");

    /** Values: what looks like a schema in them is none. */
    static final Set<String> VALUES = Set.of("enum", "default", "self");

    /** Lengths and numbers of members. */
    static final Set<String> COUNTS =
            Set.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");

    /** Everything that can refuse a value. */
    static final Set<String> VALIDATING = Set.of(
            "$ref",
            "additionalProperties",
            "allOf",
            "anyOf",
            "dependencies",
            "enum",
            "format",
            "items",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "not",
            "notAllowed",
            "oneOf",
            "pattern",
            "patternProperties",
            "properties",
            "required",
            "type",
            "uniqueItems");

    static final Set<String> OF_OBJECTS = Set.of(
            "properties", "patternProperties", "additionalProperties", "required", "minProperties", "maxProperties");

    static final Set<String> OF_ARRAYS = Set.of("items", "minItems", "maxItems", "uniqueItems");

    /** Not of draft-04, but known to Enrich's validator; nobody uses it, so only the library has it here. */
    static final String NOT_ALLOWED = "notAllowed";

    private Keywords() {}
}
