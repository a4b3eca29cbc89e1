package dev.firn.enrichments.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.spi.ConfigReader;
import dev.firn.enrichments.spi.EnrichmentConfigException;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import java.util.Arrays;
import java.util.List;

/**
 * What the rows of an answer become.
 *
 * @param schema of the contexts
 */
record RowsToContexts(ExpectedRows expected, SchemaKey schema, Describes describes, PropertyNames names) {

    /** Which rows a context holds. */
    enum Describes {
        ALL_ROWS,
        EVERY_ROW
    }

    static RowsToContexts of(ConfigReader output) {
        ConfigReader json = output.object("json");
        String schema = json.text("schema");
        return new RowsToContexts(
                constant(output, "expectedRows", "ExpectedRowMode", ExpectedRows.values()),
                SchemaKey.parse(schema).fold(key -> key, code -> {
                    throw new EnrichmentConfigException(json.name("schema") + " is " + schema
                            + "; expected a schema such as iglu:com.acme/user/jsonschema/1-0-0: " + code);
                }),
                constant(json, "describes", "DescribeMode", Describes.values()),
                constant(json, "propertyNames", "PropertyName", PropertyNames.values()));
    }

    private static <E extends Enum<E>> E constant(ConfigReader config, String key, String what, E[] values) {
        String name = config.text(key);
        for (E value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new EnrichmentConfigException(name + " is not valid " + what + "; " + config.name(key)
                + " must be one of " + Arrays.toString(values));
    }

    /** The contexts of rows of which there are as many as expected. */
    List<SelfDescribingJson> contexts(List<ObjectNode> rows) {
        if (describes == Describes.EVERY_ROW || !expected.isMany()) {
            return rows.stream().map(row -> new SelfDescribingJson(schema, row)).toList();
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode(rows.size());
        rows.forEach(all::add);
        return List.of(new SelfDescribingJson(schema, all));
    }
}
