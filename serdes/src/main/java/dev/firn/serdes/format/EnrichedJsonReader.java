package dev.firn.serdes.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.AtomicField;
import java.util.Map;

/**
 * Reads events back from either {@link EnrichedJson} form. What JSON does not hold cannot come back:
 *
 * <ul>
 *   <li>decimals were written as doubles, so {@code 42.50} is 42.5;
 *   <li>of the flattened form's contexts only vendors and names with all their dots, dashes and capitals flattened are
 *       left, so contexts and derived contexts stay empty (the unstructured event is restored, as the columns
 *       {@code event_vendor} to {@code event_version} name its schema); the nested form keeps all of it.
 * </ul>
 */
final class EnrichedJsonReader {

    private static final String UNSTRUCT_PREFIX = "unstruct_event_";
    private static final SchemaKey UNSTRUCT =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0");

    private EnrichedJsonReader() {}

    static DecodedEvent read(JsonNode json) {
        if (!json.isObject()) {
            return new DecodedEvent.NotJson("not a JSON object");
        }
        ColumnReader columns = new ColumnReader();
        for (AtomicField field : AtomicField.all()) {
            JsonNode value = json.path(field.column());
            if (field.kind() != AtomicField.Kind.JSON) {
                columns.read(field, asColumn(field, value));
            } else if (value.isObject() && !value.isEmpty()) {
                columns.readJson(field, value);
            }
        }
        readFlattenedUnstruct(json, columns);
        return columns.result();
    }

    /** What the column held in TSV; a value of another type than the column's becomes a text that its reader refuses. */
    private static String asColumn(AtomicField field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isTextual()) {
            String text = value.textValue();
            return field.kind() == AtomicField.Kind.TIMESTAMP ? fromInstant(text) : text;
        }
        if (value.isBoolean() && field.kind() == AtomicField.Kind.FLAG) {
            return value.booleanValue() ? "1" : "0";
        }
        return JsonText.write(value);
    }

    /** Back to the column's spelling; without its zone it is no instant, and stays what the column's reader refuses. */
    private static String fromInstant(String text) {
        int start = text.startsWith("+") ? 1 : 0;
        return text.endsWith("Z") ? text.substring(start, text.length() - 1).replace('T', ' ') : text;
    }

    private static void readFlattenedUnstruct(JsonNode json, ColumnReader columns) {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (member.getKey().startsWith(UNSTRUCT_PREFIX)) {
                ObjectNode event = JsonNodeFactory.instance.objectNode();
                event.put(
                        "schema",
                        "iglu:" + part(json, AtomicField.EVENT_VENDOR) + '/'
                                + part(json, AtomicField.EVENT_NAME) + '/' + part(json, AtomicField.EVENT_FORMAT) + '/'
                                + part(json, AtomicField.EVENT_VERSION));
                event.set("data", member.getValue());
                columns.readJson(AtomicField.UNSTRUCT_EVENT, new SelfDescribingJson(UNSTRUCT, event).toJson());
            }
        }
    }

    private static String part(JsonNode json, AtomicField field) {
        return json.path(field.column()).asText();
    }
}
