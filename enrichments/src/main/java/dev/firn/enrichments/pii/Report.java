package dev.firn.enrichments.pii;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which values of one event were replaced, with what they were. */
final class Report {

    private static final SchemaKey SCHEMA =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/pii_transformation/jsonschema/1-0-0");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private record Replaced(int target, ObjectNode item) {}

    private final List<Replaced> columns = new ArrayList<>(4);
    private final List<Replaced> json = new ArrayList<>(4);

    void column(AtomicField field, String original, String modified) {
        columns.add(new Replaced(0, item(field, original, modified)));
    }

    /** @param index of the target: entities are masked one by one, but are told of target by target */
    void json(int index, JsonTarget target, String schema, String original, String modified) {
        ObjectNode item = item(target.field().column(), original, modified)
                .put("jsonPath", target.path().toString())
                .put("schema", schema);
        json.add(new Replaced(index, item));
    }

    private static ObjectNode item(AtomicField field, String original, String modified) {
        return NODES.objectNode()
                .put("fieldName", field.column())
                .put("originalValue", original)
                .put("modifiedValue", modified);
    }

    /** The report, what was replaced last coming first; null when nothing was. */
    @Nullable
    SelfDescribingJson build(String hashFunction) {
        if (columns.isEmpty() && json.isEmpty()) {
            return null;
        }
        ObjectNode pii = NODES.objectNode();
        putReversed(pii, "pojo", columns);
        json.sort(Comparator.comparingInt(Replaced::target));
        putReversed(pii, "json", json);
        ObjectNode data = NODES.objectNode();
        data.set("pii", pii);
        data.putObject("strategy").putObject("pseudonymize").put("hashFunction", hashFunction);
        return new SelfDescribingJson(SCHEMA, data);
    }

    private static void putReversed(ObjectNode pii, String name, List<Replaced> replaced) {
        if (!replaced.isEmpty()) {
            ArrayNode items = pii.putArray(name);
            for (int i = replaced.size() - 1; i >= 0; i--) {
                items.add(replaced.get(i).item());
            }
        }
    }
}
