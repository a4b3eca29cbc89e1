package dev.firn.enrichments;

import static dev.firn.serdes.event.AtomicField.APP_ID;
import static dev.firn.serdes.event.AtomicField.COLLECTOR_TSTAMP;
import static dev.firn.serdes.event.AtomicField.CONTEXTS;
import static dev.firn.serdes.event.AtomicField.DERIVED_TSTAMP;
import static dev.firn.serdes.event.AtomicField.ETL_TSTAMP;
import static dev.firn.serdes.event.AtomicField.EVENT;
import static dev.firn.serdes.event.AtomicField.EVENT_FORMAT;
import static dev.firn.serdes.event.AtomicField.EVENT_ID;
import static dev.firn.serdes.event.AtomicField.EVENT_NAME;
import static dev.firn.serdes.event.AtomicField.EVENT_VENDOR;
import static dev.firn.serdes.event.AtomicField.EVENT_VERSION;
import static dev.firn.serdes.event.AtomicField.PLATFORM;
import static dev.firn.serdes.event.AtomicField.TRUE_TSTAMP;
import static dev.firn.serdes.event.AtomicField.UNSTRUCT_EVENT;
import static dev.firn.serdes.event.AtomicField.V_ETL;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import dev.firn.serdes.event.AtomicField;
import dev.firn.serdes.event.EnrichedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event that tells which values of another event were replaced; a child of that event. */
final class PseudonymisationEvent {

    private static final SchemaKey PARENT =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/parent_event/jsonschema/1-0-0");
    /** Snowplow writes this one with the first version of the envelope. */
    private static final TextNode CONTEXTS_SCHEMA =
            TextNode.valueOf("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0");

    static final List<AtomicField> OF_PARENT = List.of(APP_ID, COLLECTOR_TSTAMP, ETL_TSTAMP, V_ETL);
    private static final byte[] NO_RECORD = {};

    private PseudonymisationEvent() {}

    static EnrichedEvent of(SelfDescribingJson report, EventInProgress parent) {
        String parentId = parent.text(EVENT_ID);
        SchemaKey schema = report.schema();
        long now = parent.now().toEpochMilli();
        EnrichedEvent.Builder columns = EnrichedEvent.builder();
        OF_PARENT.forEach(field -> columns.set(field, parent.value(field)));
        return columns
                // A replay of the parent gives the same id.
                .set(
                        EVENT_ID,
                        EventIds.derivedFrom("pseudonymisation of " + parentId)
                                .eventId(NO_RECORD, 0)
                                .toString())
                .set(PLATFORM, "srv")
                .set(EVENT, schema.name())
                .set(EVENT_VENDOR, schema.vendor())
                .set(EVENT_NAME, schema.name())
                .set(EVENT_FORMAT, schema.format())
                .set(EVENT_VERSION, schema.version().toString())
                .set(DERIVED_TSTAMP, now)
                .set(TRUE_TSTAMP, now)
                .set(UNSTRUCT_EVENT, Envelopes.unstruct(report.toJson()))
                .set(CONTEXTS, parentContext(parentId))
                .build();
    }

    private static ObjectNode parentContext(@Nullable String parentId) {
        ObjectNode id = JsonNodeFactory.instance.objectNode().put("parentEventId", parentId);
        ArrayNode data = JsonNodeFactory.instance.arrayNode().add(new SelfDescribingJson(PARENT, id).toJson());
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.set("schema", CONTEXTS_SCHEMA);
        envelope.set("data", data);
        return envelope;
    }
}
