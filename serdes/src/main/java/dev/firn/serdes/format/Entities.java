package dev.firn.serdes.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.registry.json.Utf8Output;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EventFields;
import dev.firn.serdes.format.EnrichedJson.ObjectWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The self-describing parts of an event, its contexts and its unstructured event, in the two JSON forms. */
final class Entities {

    private static final String CONTEXTS_SCHEMA = "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0";
    private static final String UNSTRUCT_SCHEMA = "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0";
    private static final String VERSION_KEY = "_schema_version";

    private Entities() {}

    static void writeFlattened(EventFields event, ObjectWriter out) {
        writeUnstruct(event.json(AtomicField.UNSTRUCT_EVENT), out);
        Map<String, List<SelfDescribingJson>> contexts = grouped(AtomicField.CONTEXTS, event, out);
        contexts.putAll(grouped(AtomicField.DERIVED_CONTEXTS, event, out));
        contexts.forEach((key, group) -> {
            out.key(key);
            writeContexts(group, out.out);
        });
    }

    private static void writeUnstruct(@Nullable JsonNode envelope, ObjectWriter out) {
        if (envelope == null) {
            return;
        }
        SelfDescribingJson entity = entity(envelope.get("data"));
        if (entity == null) {
            out.scalar(AtomicField.UNSTRUCT_EVENT, envelope);
        } else {
            out.key(key("unstruct_event_", entity.schema()));
            out.out.json(entity.data());
        }
    }

    /** By key, in order. Schemas of one key differ in format at most, or in how they spell the same name: one array. */
    private static Map<String, List<SelfDescribingJson>> grouped(
            AtomicField field, EventFields event, ObjectWriter out) {
        Map<String, List<SelfDescribingJson>> groups = new LinkedHashMap<>();
        JsonNode envelope = event.json(field);
        if (envelope == null) {
            return groups;
        }
        List<SelfDescribingJson> entities = entities(envelope.get("data"));
        if (entities == null) {
            out.scalar(field, envelope);
            return groups;
        }
        for (SelfDescribingJson entity : entities) {
            groups.computeIfAbsent(key("contexts_", entity.schema()), key -> new ArrayList<>(1))
                    .add(entity);
        }
        return groups;
    }

    private static @Nullable List<SelfDescribingJson> entities(@Nullable JsonNode data) {
        if (data == null || !data.isArray()) {
            return null;
        }
        List<SelfDescribingJson> entities = new ArrayList<>(data.size());
        for (JsonNode item : data) {
            SelfDescribingJson entity = entity(item);
            if (entity == null) {
                return null;
            }
            entities.add(entity);
        }
        return entities;
    }

    private static @Nullable SelfDescribingJson entity(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        return SelfDescribingJson.of(json).fold(entity -> entity, code -> null);
    }

    static String key(String prefix, SchemaKey schema) {
        return prefix
                + schema.vendorSnake()
                + '_'
                + schema.nameSnake()
                + '_'
                + schema.version().model();
    }

    private static void writeContexts(List<SelfDescribingJson> group, Utf8Output out) {
        int separator = '[';
        for (SelfDescribingJson context : group) {
            out.writeByte(separator);
            separator = ',';
            ObjectWriter object = new ObjectWriter(out);
            object.string(VERSION_KEY, context.schema().version().toString());
            for (Map.Entry<String, JsonNode> member : context.data().properties()) { // none unless it is an object
                if (!member.getKey().equals(VERSION_KEY)) {
                    object.key(member.getKey());
                    out.json(member.getValue());
                }
            }
            object.end();
        }
        out.writeByte(']');
    }

    static void writeNested(AtomicField field, @Nullable JsonNode envelope, ObjectWriter out) {
        out.key(field);
        boolean unstruct = field == AtomicField.UNSTRUCT_EVENT;
        JsonNode data = envelope == null ? null : envelope.get("data");
        if (envelope == null || (!unstruct && data != null && data.isEmpty())) {
            out.out.ascii(unstruct ? "null" : "{}");
        } else if (data == null) {
            out.out.json(envelope);
        } else {
            ObjectWriter object = new ObjectWriter(out.out);
            object.string("schema", unstruct ? UNSTRUCT_SCHEMA : CONTEXTS_SCHEMA);
            object.key("data");
            out.out.json(data);
            object.end();
        }
    }
}
