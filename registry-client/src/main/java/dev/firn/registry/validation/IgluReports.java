package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.firn.registry.ValidationReport;
import dev.firn.registry.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Turns one error of the library into a report in the words of the Iglu client, whose users query their bad rows by
 * them. The words are those of json-schema-validator 1.0.70.
 */
final class IgluReports {

    private static final Map<String, Function<Error, ValidationReport>> BY_KEYWORD = Map.ofEntries(
            Map.entry("type", IgluReports::type),
            Map.entry("required", error -> member(error, "is missing but it is required")),
            Map.entry(
                    "additionalProperties",
                    error -> member(
                            error, "is not defined in the schema and the schema does not allow additional properties")),
            Map.entry("notAllowed", IgluReports::notAllowed),
            Map.entry("additionalItems", IgluReports::additionalItem),
            Map.entry("enum", IgluReports::enumeration),
            Map.entry("maxLength", error -> limit(error, "may only be ", " characters long")),
            Map.entry("minLength", error -> limit(error, "must be at least ", " characters long")),
            Map.entry("pattern", error -> limit(error, "does not match the regex pattern ", "")),
            Map.entry("minimum", error -> limit(error, "must have a minimum value of ", "")),
            Map.entry("maximum", error -> limit(error, "must have a maximum value of ", "")),
            Map.entry("multipleOf", IgluReports::multipleOf),
            Map.entry("minItems", error -> limit(error, "there must be a minimum of ", " items in the array")),
            Map.entry("maxItems", error -> limit(error, "there must be a maximum of ", " items in the array")),
            Map.entry("minProperties", error -> limit(error, "should have a minimum of ", " properties")),
            Map.entry("maxProperties", error -> limit(error, "may only have a maximum of ", " properties")),
            Map.entry("uniqueItems", error -> report(error, "uniqueItems", "the items in the array must be unique")),
            Map.entry("format", IgluReports::format),
            Map.entry("dependencies", IgluReports::dependencies));

    private IgluReports() {}

    /** @param schema the schema as its author wrote it, from which some reports quote */
    static ValidationReport of(Error error, JsonNode schema) {
        return switch (error.getKeyword()) {
            case "oneOf" -> oneOf(error, original(error, schema));
            case "not" -> not(error, original(error, schema));
            default ->
                BY_KEYWORD
                        .getOrDefault(error.getKeyword(), IgluReports::inItsOwnWords)
                        .apply(error);
        };
    }

    private static JsonNode original(Error error, JsonNode schema) {
        return schema.at(error.getSchemaLocation().getFragment().toString());
    }

    private static ValidationReport type(Error error) {
        JsonNode wanted = error.getSchemaNode();
        String found = argument(error);
        if (wanted.isArray()) {
            String types = list(wanted);
            return report(error, "unionType", found + " found, but " + types + " is required", found, types);
        }
        String expected = wanted.asText();
        if (ChoiceErrors.isBranchOfOtherType(error)) { // is reported as a failure of the whole
            return report(error, "anyOf", "should be valid to any of the schemas " + expected, expected);
        }
        return report(error, "type", found + " found, " + expected + " expected", found, expected);
    }

    /** About a member, but placed at its parent. */
    private static ValidationReport member(Error error, String text) {
        String path = path(error);
        String property = error.getProperty();
        return new ValidationReport(path + "." + property + ": " + text, path, error.getKeyword(), List.of(property));
    }

    private static ValidationReport notAllowed(Error error) {
        String property = error.getProperty();
        NodePath parent = error.getInstanceLocation().getParent();
        String path = parent == null ? path(error) : parent.toString();
        return new ValidationReport(
                path + "." + property + ": is not allowed but it is in the data",
                path,
                "notAllowed",
                List.of(property));
    }

    private static ValidationReport additionalItem(Error error) {
        String path = path(error);
        String index = argument(error);
        return new ValidationReport(
                path + "[" + index + "]: no validator found at this index", path, "items", List.of(index));
    }

    private static ValidationReport enumeration(Error error) {
        String values = list(error.getSchemaNode());
        return report(error, "enum", "does not have a value in the enumeration " + values, values);
    }

    private static ValidationReport limit(Error error, String before, String after) {
        String limit = error.getSchemaNode().asText();
        return report(error, error.getKeyword(), before + limit + after, limit);
    }

    private static ValidationReport multipleOf(Error error) {
        String divisor = Double.toString(error.getSchemaNode().doubleValue());
        return report(error, "multipleOf", "must be multiple of " + divisor, divisor);
    }

    private static ValidationReport format(Error error) {
        String name = error.getSchemaNode().asText();
        String value = error.getInstanceNode().asText();
        StringFormat format = StringFormat.named(name);
        if (format == null) {
            return inItsOwnWords(error);
        }
        String pattern = format.pattern();
        if (pattern != null) {
            return report(error, "format", "does not match the " + name + " pattern " + pattern, name, pattern);
        }
        return format.keyword().equals("format")
                ? report(error, "format", "does not match the " + value + " pattern " + name, value, name)
                : report(error, format.keyword(), value + " is an invalid " + name, value, name);
    }

    private static ValidationReport oneOf(Error error, JsonNode branches) {
        String schemas = StreamSupport.stream(branches.spliterator(), false)
                .map(JsonText::write)
                .collect(Collectors.joining());
        return report(
                error,
                "oneOf",
                "should be valid to one and only one of schema, but more than one are valid: " + schemas,
                schemas);
    }

    private static ValidationReport not(Error error, JsonNode refused) {
        String schema = "\"not\" : " + JsonText.write(refused);
        return report(error, "not", "should not be valid to the schema " + schema, schema);
    }

    private static ValidationReport dependencies(Error error) {
        String dependencies = argument(error);
        return report(error, "dependencies", "has an error with dependencies " + dependencies, dependencies);
    }

    private static ValidationReport inItsOwnWords(Error error) {
        return report(error, error.getKeyword(), error.getMessage());
    }

    private static ValidationReport report(Error error, String keyword, String text, String... targets) {
        String path = path(error);
        return new ValidationReport(path + ": " + text, path, keyword, List.of(targets));
    }

    private static String path(Error error) {
        return error.getInstanceLocation().toString();
    }

    /** The first one; the library has null where there is none. */
    private static String argument(Error error) {
        Object[] arguments = error.getArguments();
        return arguments == null || arguments.length == 0 ? "" : String.valueOf(arguments[0]);
    }

    /** Values as a reader sees them: strings bare, objects and arrays as nothing. */
    private static String list(JsonNode values) {
        StringJoiner list = new StringJoiner(", ", "[", "]");
        for (JsonNode value : values) {
            list.add(value.asText());
        }
        return list.toString();
    }
}
