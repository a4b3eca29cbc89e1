package dev.firn.enrichments.adapter.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import java.util.List;

/** The two self-describing JSONs that carry others in tracker parameters. */
public final class Envelopes {

    private static final SchemaKey UNSTRUCT_EVENT =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0");
    private static final SchemaKey CONTEXTS =
            SchemaKey.of("iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1");

    private Envelopes() {}

    /** For {@code ue_pr}. */
    public static ObjectNode unstructEvent(SelfDescribingJson event) {
        return new SelfDescribingJson(UNSTRUCT_EVENT, event.toJson()).toJson();
    }

    /** For {@code co}. */
    public static ObjectNode contexts(SelfDescribingJson context) {
        return contexts(List.of(context));
    }

    /** For {@code co}. */
    public static ObjectNode contexts(List<SelfDescribingJson> contexts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode(contexts.size());
        contexts.forEach(context -> list.add(context.toJson()));
        return new SelfDescribingJson(CONTEXTS, list).toJson();
    }
}
