package dev.firn.topology.feature;

import static dev.firn.serdes.event.AtomicField.DERIVED_CONTEXTS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.json.JsonText;
import dev.firn.serdes.event.EnrichedEvent;
import dev.firn.topology.flow.Item;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a feature into an item. Thread-safe. */
final class Attachment {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final TextNode CONTEXTS =
            TextNode.valueOf("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1");

    private final @Nullable TextNode schema;
    private final String prefix;
    private final Map<String, String> fields;
    private final FeatureListener listener;

    Attachment(FeatureJoin join) {
        SchemaKey context = join.context();
        this.schema = context == null ? null : TextNode.valueOf(context.toString());
        this.prefix = join.prefix();
        this.fields = join.fields();
        this.listener = join.listener();
    }

    /** @param feature what {@link FeatureRecords} let through */
    Item to(Item item, byte[] feature) {
        return to(item, parsed(feature));
    }

    private static ObjectNode parsed(byte[] feature) {
        return JsonText.parse(feature).fold(json -> (ObjectNode) json, message -> {
            throw new IllegalStateException("let through as a feature: " + message);
        });
    }

    Item to(Item item, ObjectNode feature) {
        if (item instanceof Item.Event event) {
            return event.with(withContext(event.event(), selected(feature)));
        }
        Item.Json json = (Item.Json) item;
        return new Item.Json(json.stream(), json.origin(), withMembers(json.object(), selected(feature)));
    }

    private ObjectNode selected(ObjectNode feature) {
        if (fields.isEmpty()) {
            return feature;
        }
        ObjectNode selected = JSON.objectNode();
        fields.forEach((member, as) -> {
            JsonNode value = feature.get(member);
            if (value != null) {
                selected.set(as, value);
            }
        });
        return selected;
    }

    /** Trees are shared with whoever else has the event, so nothing in them is changed. */
    private EnrichedEvent withContext(EnrichedEvent event, ObjectNode data) {
        ArrayNode contexts = JSON.arrayNode();
        if (event.value(DERIVED_CONTEXTS) instanceof JsonNode before) {
            before.path("data").forEach(contexts::add);
        }
        contexts.add(envelope(schema, data));
        return event.toBuilder()
                .set(DERIVED_CONTEXTS, envelope(CONTEXTS, contexts))
                .build();
    }

    private static ObjectNode envelope(@Nullable TextNode schema, JsonNode data) {
        ObjectNode envelope = JSON.objectNode();
        envelope.set("schema", schema);
        envelope.set("data", data);
        return envelope;
    }

    private ObjectNode withMembers(ObjectNode object, ObjectNode feature) {
        ObjectNode all = JSON.objectNode();
        all.setAll(object);
        feature.properties().forEach(member -> {
            String name = prefix + member.getKey();
            if (object.has(name)) {
                listener.count(FeatureListener.Fate.COLLIDED);
            } else {
                all.set(name, member.getValue());
            }
        });
        return all;
    }
}
