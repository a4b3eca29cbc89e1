package dev.firn.enrichments.iplookups;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firn.registry.SchemaKey;
import dev.firn.registry.SelfDescribingJson;
import org.jspecify.annotations.Nullable;

/** The network that announces an address. */
record AutonomousSystem(int number, @Nullable String organization) {

    static final SchemaKey SCHEMA = SchemaKey.of("iglu:com.snowplowanalytics.snowplow/asn/jsonschema/1-0-1");

    SelfDescribingJson context() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("number", number);
        if (organization != null) {
            data.put("organization", organization);
        }
        return SelfDescribingJson.reusable(SCHEMA, data);
    }
}
