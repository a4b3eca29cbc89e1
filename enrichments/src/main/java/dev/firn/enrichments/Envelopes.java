package dev.firn.enrichments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.firn.registry.SchemaCriterion;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;

/** The envelopes in which contexts and self-describing events travel: their schemas, and writing them. */
final class Envelopes {

    static final SchemaCriterion CONTEXTS =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-*");
    static final SchemaCriterion UNSTRUCT_EVENT =
            SchemaCriterion.of("iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-*");

    private static final TextNode WRITTEN_CONTEXTS =
            TextNode.valueOf("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1");
    private static final TextNode WRITTEN_UNSTRUCT =
            TextNode.valueOf("iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0");

    private Envelopes() {}

    /** Always version 1-0-1, whatever came in. */
    static ObjectNode contexts(List<SelfDescribingJson> contexts) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode(contexts.size());
        contexts.forEach(context -> data.add(context.toJson()));
        return contexts(data);
    }

    static ObjectNode contexts(ArrayNode selfDescribing) {
        return envelope(WRITTEN_CONTEXTS, selfDescribing);
    }

    static ObjectNode unstruct(JsonNode selfDescribing) {
        return envelope(WRITTEN_UNSTRUCT, selfDescribing);
    }

    private static ObjectNode envelope(TextNode schema, JsonNode data) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.set("schema", schema);
        envelope.set("data", data);
        return envelope;
    }

    /** True when the entity's object has nothing but {@code schema} and {@code data}, in that order. */
    static boolean isPlain(JsonNode entity) {
        return entity.size() == 2 && entity.fieldNames().next().equals("schema");
    }
}
