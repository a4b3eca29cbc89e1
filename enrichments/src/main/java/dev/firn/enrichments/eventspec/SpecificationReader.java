package dev.firn.enrichments.eventspec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.lookup.CompiledPath;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.json.JsonText;
import dev.firn.registry.validation.CompiledSchema;
import dev.firn.registry.validation.SchemaCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads specifications. A specification that is published must be complete and free of unknown keys, as a rule with a
 * misspelt keyword would accept anything; of a draft nothing but its status is read.
 */
final class SpecificationReader {

    private static final int LONGEST_ID = 254;
    private static final int LONGEST_NAME = 256;

    /** A property rule's keywords, and how an error tells what they ask for. */
    private static final Map<String, String> KEYWORDS = keywords();

    private final SchemaCompiler compiler = new SchemaCompiler(JsonText.MAX_DEPTH);

    /**
     * The published specifications of one file, which is an object or an array of objects.
     *
     * @throws IllegalArgumentException naming the key that is unfit
     */
    List<Specification> read(JsonNode file) {
        List<Specification> published = new ArrayList<>();
        if (file.isArray()) {
            int index = 0;
            for (JsonNode one : file) {
                read(new SpecificationNode("[" + index++ + "]", one), published);
            }
        } else {
            read(new SpecificationNode("", file), published);
        }
        return published;
    }

    private void read(SpecificationNode one, List<Specification> published) {
        String status = one.text("status");
        if (status.equals("published")) {
            published.add(specification(one));
        } else if (!status.equals("draft")) {
            throw one.unfit("status", "published or draft");
        }
    }

    private Specification specification(SpecificationNode one) {
        one.allows(Set.of("id", "version", "status", "name", "dataProduct", "event", "entities"));
        SpecificationNode event = one.object("event");
        event.allows(Set.of("schema", "properties"));
        SpecificationNode product = one.has("dataProduct") ? one.object("dataProduct") : null;
        return new Specification(
                shortText(one, "id", LONGEST_ID),
                one.integer("version"),
                optionalText(one, "name"),
                product == null ? null : dataProduct(product),
                criterion(event),
                properties(event),
                one.objects("entities").stream().map(this::entity).toList());
    }

    private static Specification.DataProduct dataProduct(SpecificationNode product) {
        product.allows(Set.of("id", "name", "domain"));
        return new Specification.DataProduct(
                optionalText(product, "id"), optionalText(product, "name"), optionalText(product, "domain"));
    }

    private static @Nullable String optionalText(SpecificationNode object, String key) {
        return object.has(key) ? shortText(object, key, LONGEST_NAME) : null;
    }

    private static String shortText(SpecificationNode object, String key, int longest) {
        String text = object.text(key);
        if (text.isEmpty() || text.codePointCount(0, text.length()) > longest) {
            throw object.unfit(key, "1 to " + longest + " characters");
        }
        return text;
    }

    private EntityRule entity(SpecificationNode entity) {
        entity.allows(Set.of("schema", "min", "max", "properties"));
        int min = entity.has("min") ? entity.integer("min") : 1;
        int max = entity.has("max") ? entity.integer("max") : Integer.MAX_VALUE;
        if (max < min) {
            throw entity.unfit("max", "at least min, which is " + min);
        }
        return new EntityRule(criterion(entity), min, max, properties(entity));
    }

    private static SchemaCriterion criterion(SpecificationNode object) {
        return SchemaCriterion.parse(object.text("schema"))
                .orElseThrow(() -> object.unfit("schema", "a schema such as iglu:com.acme/product/jsonschema/1-*-*"));
    }

    private List<PropertyRule> properties(SpecificationNode object) {
        return object.objects("properties").stream().map(this::property).toList();
    }

    private PropertyRule property(SpecificationNode rule) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        List<String> expectations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : rule.members()) {
            String key = member.getKey();
            if (key.equals("path") || key.equals("required")) {
                continue;
            }
            String expectation = KEYWORDS.get(key);
            if (expectation == null) {
                throw rule.unknown(key);
            }
            expectations.add(expectation.formatted(JsonText.write(member.getValue())));
            // JSON Schema draft-04, which the compiler reads, has no const
            if (key.equals("const")) {
                schema.putArray("enum").add(member.getValue());
            } else {
                schema.set(key, member.getValue());
            }
        }
        if (rule.has("const") && rule.has("enum")) {
            throw rule.unfit("const", "its absence beside enum");
        }
        CompiledSchema compiled = compiler.compile(schema);
        if (!compiled.issues().isEmpty()) {
            throw new IllegalArgumentException(
                    rule.place() + " is no rule: " + compiled.issues().get(0).message());
        }
        boolean required = !rule.has("required") || rule.flag("required");
        CompiledPath path = CompiledPath.of(rule.place() + ".path", rule.text("path"));
        return new PropertyRule(path, compiled, required, String.join(" and ", expectations));
    }

    private static Map<String, String> keywords() {
        Map<String, String> keywords = new LinkedHashMap<>();
        keywords.put("const", "must be %s");
        keywords.put("enum", "must be one of %s");
        keywords.put("pattern", "must match %s");
        keywords.put("minimum", "must be at least %s");
        keywords.put("maximum", "must be at most %s");
        keywords.put("minLength", "must have at least %s characters");
        keywords.put("maxLength", "must have at most %s characters");
        return keywords;
    }
}
