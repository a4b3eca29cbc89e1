package dev.firn.topology.dedup;

import static dev.firn.serdes.event.AtomicField.DERIVED_CONTEXTS;
import static dev.firn.serdes.event.AtomicField.EVENT_FINGERPRINT;
import static dev.firn.serdes.event.AtomicField.EVENT_ID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.enrichments.EventIds;
import dev.firn.registry.SchemaKey;
import dev.firn.serdes.event.EnrichedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A synthetic duplicate under an id of its own.
 *
 * <p>The new id depends on the old one and the fingerprint alone, so that a replay makes the same one, and so does a copy
 * of this event that comes when the first is forgotten.
 */
final class Renamed {

    private static final String CONTEXTS = "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1";
    /** Of the context that holds the id the event came with. */
    static final SchemaKey SCHEMA = SchemaKey.of("iglu:com.snowplowanalytics.snowplow/duplicate/jsonschema/1-0-0");

    private static final String DUPLICATE = SCHEMA.toString();
    private static final byte[] NOTHING = {};

    private Renamed() {}

    static EnrichedEvent event(EnrichedEvent event) {
        String id = String.valueOf(event.text(EVENT_ID));
        String fingerprint = event.text(EVENT_FINGERPRINT);
        String name = "duplicate/" + id + '/' + (fingerprint == null ? "" : fingerprint);
        return event.toBuilder()
                .set(EVENT_ID, EventIds.derivedFrom(name).eventId(NOTHING, 0).toString())
                .set(DERIVED_CONTEXTS, withDuplicate(event.json(DERIVED_CONTEXTS), id))
                .build();
    }

    /** The same contexts and one more; the tree itself is shared, so it is not changed. */
    private static JsonNode withDuplicate(@Nullable JsonNode contexts, String id) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ArrayNode data = json.arrayNode();
        if (contexts != null) {
            contexts.path("data").forEach(data::add);
        }
        data.add(envelope(DUPLICATE, json.objectNode().put("originalEventId", id)));
        return envelope(CONTEXTS, data);
    }

    private static ObjectNode envelope(String schema, JsonNode data) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("schema", schema);
        envelope.set("data", data);
        return envelope;
    }
}
