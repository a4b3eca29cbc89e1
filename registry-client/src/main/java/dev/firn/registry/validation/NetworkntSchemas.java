package dev.firn.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.AdditionalPropertiesValidator;
import com.networknt.schema.keyword.AnnotationKeyword;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.MultipleOfValidator;
import com.networknt.schema.keyword.TypeValidator;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JSON Schema library, set up to judge as {@link FastCompiler} does: draft-04, our formats, our regular expressions,
 * {@code nullable}, and no document but the one given. It is asked for what it alone has: a list of all violations.
 */
final class NetworkntSchemas {

    /** Read by other keywords, or by nobody. */
    private static final Set<String> SILENT =
            Set.of("exclusiveMaximum", "exclusiveMinimum", "additionalItems", "title", "description", "default");

    private static final SchemaRegistry REGISTRY = registry();

    private NetworkntSchemas() {}

    /** Expects what {@link SchemaPreparation} and {@link FastCompiler} have passed. */
    static Schema compile(JsonNode schema) {
        return REGISTRY.getSchema(schema);
    }

    private static SchemaRegistry registry() {
        Dialect dialect = Dialect.builder("https://firn.dev/dialects/iglu", Dialects.getDraft4())
                .keywords(known -> {
                    known.keySet().removeIf(name -> !Keywords.VALIDATING.contains(name) && !SILENT.contains(name));
                    known.put("type", keyword("type", NullableType::new));
                    known.put("multipleOf", keyword("multipleOf", ExactMultiple::new));
                    known.put("additionalProperties", keyword("additionalProperties", AdditionalProperties::new));
                })
                .formats(formats -> {
                    formats.clear();
                    formats.putAll(Arrays.stream(StringFormat.values())
                            .collect(Collectors.toMap(StringFormat::formatName, NetworkntSchemas::format)));
                })
                // By default the library logs a warning for each, and compiles definitions that nobody refers to.
                .unknownKeywordFactory((name, context) -> new AnnotationKeyword(name))
                .build();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.LEGACY)
                .locale(Locale.ROOT)
                .typeLoose(false)
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(regex -> BoundedRegex.of(regex)::find)
                .build();
        // Our caller bounds what is kept; the registry's own cache would not.
        return SchemaRegistry.withDefaultDialect(
                dialect, builder -> builder.schemaCacheEnabled(false).schemaRegistryConfig(config));
    }

    private static Format format(StringFormat format) {
        return new Format() {
            @Override
            public String getName() {
                return format.formatName();
            }

            @Override
            public boolean matches(ExecutionContext context, String value) {
                return format.accepts(value);
            }
        };
    }

    private interface ValidatorFactory {
        KeywordValidator create(SchemaLocation location, JsonNode node, Schema parent, SchemaContext context);
    }

    private static Keyword keyword(String name, ValidatorFactory factory) {
        return new Keyword() {
            @Override
            public String getValue() {
                return name;
            }

            @Override
            public KeywordValidator newValidator(
                    SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) {
                return factory.create(location, node, parent, context);
            }
        };
    }

    private static final class NullableType extends TypeValidator {
        private final boolean nullable;

        NullableType(SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) {
            super(location, node, parent, context);
            nullable = SchemaPreparation.isNullable(parent.getSchemaNode());
        }

        @Override
        public boolean equalsToSchemaType(JsonNode node, ExecutionContext context) {
            return (nullable && node.isNull()) || super.equalsToSchemaType(node, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            if (!nullable || !node.isNull()) {
                super.validate(context, node, root, location);
            }
        }
    }

    /** The library divides doubles unless it is given a decimal. */
    private static final class ExactMultiple extends MultipleOfValidator {

        ExactMultiple(SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) {
            super(location, node, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            JsonNode exact = node.isNumber() ? DecimalNode.valueOf(node.decimalValue()) : node;
            super.validate(context, exact, root, location);
        }
    }

    /** See {@link ObjectCheck#isComment}. */
    private static final class AdditionalProperties extends AdditionalPropertiesValidator {

        AdditionalProperties(SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) {
            super(location, node, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
            super.validate(context, node instanceof ObjectNode object ? withoutComments(object) : node, root, location);
        }

        private static ObjectNode withoutComments(ObjectNode object) {
            if (object.properties().stream().noneMatch(member -> ObjectCheck.isComment(member.getKey()))) {
                return object;
            }
            ObjectNode rest = JsonNodeFactory.instance.objectNode();
            object.forEachEntry((name, value) -> {
                if (!ObjectCheck.isComment(name)) {
                    rest.set(name, value);
                }
            });
            return rest;
        }
    }
}
