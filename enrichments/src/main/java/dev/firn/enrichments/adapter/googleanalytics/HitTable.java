package dev.firn.enrichments.adapter.googleanalytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.adapter.AdapterSchemas;
import dev.firn.enrichments.adapter.internal.Failures;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.badrow.FailureMessage.InputData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which parameters of a hit make up data of one schema.
 *
 * @param name of the schema in the configuration
 */
record HitTable(String name, SchemaKey schema, List<Field> fields) {

    /** A parameter, the member it becomes, and how. */
    record Field(String parameter, String member, FieldType type) {

        /** Puts the value into the data, or says what is wrong with it. */
        void put(String value, ObjectNode data, Failures failures) {
            JsonNode converted = type.read(value);
            if (converted == null) {
                failures.add(new InputData(member, value, type.expectation()));
            } else {
                data.set(member, converted);
            }
        }
    }

    /** Reads a line {@code NAME: PARAMETER MEMBER [TYPE], …}. */
    static HitTable of(AdapterSchemas schemas, String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon);
        List<Field> fields = new ArrayList<>();
        for (String field : line.substring(colon + 1).split(",", -1)) {
            String[] words = field.strip().split(" ", -1);
            fields.add(new Field(words[0], words[1], words.length < 3 ? FieldType.TEXT : FieldType.valueOf(words[2])));
        }
        return new HitTable(name, schemas.get("googleAnalytics", name), List.copyOf(fields));
    }

    static List<HitTable> all(AdapterSchemas schemas, String lines) {
        return lines.lines().map(line -> of(schemas, line)).toList();
    }

    /** What a hit says of this; empty when nothing. */
    ObjectNode read(Map<String, String> hit, Failures failures) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        for (Field field : fields) {
            String value = hit.get(field.parameter());
            if (value != null) {
                field.put(value, data, failures);
            }
        }
        return data;
    }

    SelfDescribingJson describe(JsonNode data) {
        return new SelfDescribingJson(schema, data);
    }
}
