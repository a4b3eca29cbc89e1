package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Makes a {@link Check} of a draft-04 schema that has passed the meta-schema and {@link SchemaPreparation}. Each place of
 * the schema is compiled once, however often it is referred to.
 */
final class FastCompiler {

    private final JsonNode root;
    private final IdentityHashMap<JsonNode, Check> compiled = new IdentityHashMap<>();

    /** For each schema, those that look at the same value: a circle among them would never end. */
    private final IdentityHashMap<JsonNode, List<JsonNode>> sameValue = new IdentityHashMap<>();

    private FastCompiler(JsonNode root) {
        this.root = root;
    }

    /** @throws BrokenSchemaException for a bad pattern, a reference to nowhere, or one that leads back to itself */
    static Check compile(JsonNode schema) throws BrokenSchemaException {
        FastCompiler compiler = new FastCompiler(schema);
        Check check = compiler.schema(schema);
        compiler.refuseCircles();
        return check;
    }

    private Check schema(JsonNode schema) throws BrokenSchemaException {
        Check known = compiled.get(schema);
        if (known != null) {
            return known;
        }
        Combined.Forward forward = new Combined.Forward();
        compiled.put(schema, forward);
        Check check = schema.has("$ref") ? reference(schema) : keywords(schema);
        forward.resolve(check);
        compiled.put(schema, check);
        return check;
    }

    /** A schema for the same value as the one it stands in. */
    private Check inPlace(JsonNode outer, JsonNode inner) throws BrokenSchemaException {
        sameValue.computeIfAbsent(outer, key -> new ArrayList<>()).add(inner);
        return schema(inner);
    }

    private Check reference(JsonNode schema) throws BrokenSchemaException {
        String reference = schema.path("$ref").asText();
        JsonNode target = LocalReference.resolve(root, reference);
        if (!target.isObject()) {
            throw new BrokenSchemaException("Reference " + reference + " cannot be resolved");
        }
        return inPlace(schema, target);
    }

    private Check keywords(JsonNode schema) throws BrokenSchemaException {
        return new SchemaCheck(
                types(schema), strings(schema), numbers(schema), objects(schema), arrays(schema), anyValue(schema));
    }

    private static int types(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isMissingNode()) {
            return JsonTypes.ANY;
        }
        int types = type.isTextual() ? JsonTypes.named(type.textValue()) : 0;
        for (JsonNode name : type) {
            types |= JsonTypes.named(name.asText());
        }
        return SchemaPreparation.isNullable(schema) ? types | JsonTypes.NULL : types;
    }

    private static Check strings(JsonNode schema) throws BrokenSchemaException {
        Check check = Check.ANYTHING;
        if (schema.has("minLength") || schema.has("maxLength")) {
            // first, so that no pattern ever sees more than the longest string that is allowed
            check = ScalarChecks.length(bound(schema, "minLength", 0), bound(schema, "maxLength", Integer.MAX_VALUE));
        }
        StringFormat format = StringFormat.named(schema.path("format").asText());
        if (format != null) {
            check = check.and(ScalarChecks.format(format));
        }
        return schema.has("pattern")
                ? check.and(ScalarChecks.pattern(regex(schema.path("pattern").asText())))
                : check;
    }

    private static Check numbers(JsonNode schema) {
        Check check = Check.ANYTHING;
        if (schema.has("minimum")) {
            check = check.and(ScalarChecks.minimum(
                    schema.path("minimum").decimalValue(),
                    schema.path("exclusiveMinimum").asBoolean()));
        }
        if (schema.has("maximum")) {
            check = check.and(ScalarChecks.maximum(
                    schema.path("maximum").decimalValue(),
                    schema.path("exclusiveMaximum").asBoolean()));
        }
        return schema.has("multipleOf")
                ? check.and(ScalarChecks.multipleOf(schema.path("multipleOf").decimalValue()))
                : check;
    }

    private Check objects(JsonNode schema) throws BrokenSchemaException {
        Check check = Check.ANYTHING;
        if (hasAny(schema, Keywords.OF_OBJECTS)) {
            check = new ObjectCheck(
                    properties(schema),
                    patternProperties(schema),
                    allowance(schema.path("additionalProperties")),
                    bound(schema, "minProperties", 0),
                    bound(schema, "maxProperties", Integer.MAX_VALUE));
        }
        for (Map.Entry<String, JsonNode> dependency :
                schema.path("dependencies").properties()) {
            check = check.and(Combined.dependency(dependency.getKey(), dependent(schema, dependency.getValue())));
        }
        return check;
    }

    private Map<String, ObjectCheck.Property> properties(JsonNode schema) throws BrokenSchemaException {
        Map<String, ObjectCheck.Property> properties = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            properties.put(property.getKey(), new ObjectCheck.Property(schema(property.getValue()), true, false));
        }
        for (JsonNode name : schema.path("required")) {
            properties.merge(
                    name.asText(),
                    new ObjectCheck.Property(Check.ANYTHING, false, true),
                    (declared, required) -> new ObjectCheck.Property(declared.check(), declared.declared(), true));
        }
        return properties;
    }

    private List<ObjectCheck.Matching> patternProperties(JsonNode schema) throws BrokenSchemaException {
        List<ObjectCheck.Matching> patterns = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                schema.path("patternProperties").properties()) {
            patterns.add(new ObjectCheck.Matching(regex(entry.getKey()), schema(entry.getValue())));
        }
        return patterns;
    }

    /** {@code additionalProperties} or {@code additionalItems}: a schema, a yes or a no. */
    private Check allowance(JsonNode allowance) throws BrokenSchemaException {
        if (allowance.isObject()) {
            return schema(allowance);
        }
        return allowance.asBoolean(true) ? Check.ANYTHING : value -> false;
    }

    private Check dependent(JsonNode schema, JsonNode dependent) throws BrokenSchemaException {
        if (dependent.isObject()) {
            return inPlace(schema, dependent);
        }
        Check check = Check.ANYTHING;
        for (JsonNode name : dependent) {
            check = check.and(Combined.has(name.asText()));
        }
        return check;
    }

    private Check arrays(JsonNode schema) throws BrokenSchemaException {
        Check additional = allowance(schema.path("additionalItems")); // must compile even where it says nothing
        if (!hasAny(schema, Keywords.OF_ARRAYS)) {
            return Check.ANYTHING;
        }
        JsonNode items = schema.path("items");
        List<Check> tuple = new ArrayList<>();
        Check rest = Check.ANYTHING;
        if (items.isArray()) {
            for (JsonNode item : items) {
                tuple.add(schema(item));
            }
            rest = additional;
        } else if (items.isObject()) {
            rest = schema(items);
        }
        return new ArrayCheck(
                tuple,
                rest,
                bound(schema, "minItems", 0),
                bound(schema, "maxItems", Integer.MAX_VALUE),
                schema.path("uniqueItems").asBoolean());
    }

    private Check anyValue(JsonNode schema) throws BrokenSchemaException {
        Check check = schema.has("enum") ? ScalarChecks.oneOfValues(schema.path("enum")) : Check.ANYTHING;
        if (schema.has("allOf")) {
            check = check.and(Combined.all(parts(schema, "allOf")));
        }
        if (schema.has("anyOf")) {
            check = check.and(Combined.any(parts(schema, "anyOf")));
        }
        if (schema.has("oneOf")) {
            check = check.and(Combined.exactlyOne(parts(schema, "oneOf")));
        }
        return schema.has("not") ? check.and(Combined.not(inPlace(schema, schema.path("not")))) : check;
    }

    private List<Check> parts(JsonNode schema, String keyword) throws BrokenSchemaException {
        List<Check> parts = new ArrayList<>();
        for (JsonNode part : schema.path(keyword)) {
            parts.add(inPlace(schema, part));
        }
        return parts;
    }

    private static BoundedRegex regex(String pattern) throws BrokenSchemaException {
        try {
            return BoundedRegex.of(pattern);
        } catch (PatternSyntaxException e) {
            throw new BrokenSchemaException("Invalid pattern " + pattern + ": " + e.getDescription());
        }
    }

    private static int bound(JsonNode schema, String keyword, int absent) {
        JsonNode bound = schema.path(keyword);
        return bound.canConvertToInt() ? bound.intValue() : absent;
    }

    private static boolean hasAny(JsonNode schema, Set<String> keywords) {
        for (String keyword : keywords) {
            if (schema.has(keyword)) {
                return true;
            }
        }
        return false;
    }

    private void refuseCircles() throws BrokenSchemaException {
        Set<JsonNode> finished = Collections.newSetFromMap(new IdentityHashMap<>());
        for (JsonNode schema : sameValue.keySet()) {
            refuseCircle(schema, Collections.newSetFromMap(new IdentityHashMap<>()), finished);
        }
    }

    private void refuseCircle(JsonNode schema, Set<JsonNode> onPath, Set<JsonNode> finished)
            throws BrokenSchemaException {
        if (finished.contains(schema)) {
            return;
        }
        if (!onPath.add(schema)) {
            throw new BrokenSchemaException("A reference leads back to itself without going into the value");
        }
        for (JsonNode next : sameValue.getOrDefault(schema, List.of())) {
            refuseCircle(next, onPath, finished);
        }
        onPath.remove(schema);
        finished.add(schema);
    }
}
